"""Which values the expressions of a Python text become."""

from __future__ import annotations

from ast_grep_py import SgNode
from msgspec.structs import replace

from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import DEEPEST_EXPRESSION, LONGEST_CHAIN, Counter
from fastdoctor.syntax.literals import literal
from fastdoctor.syntax.nodes import named_parts, parts, required
from fastdoctor.syntax.strings import Strings

_KEYWORD_CONSTANTS: dict[str, object] = {"true": True, "false": False, "none": None, "ellipsis": ...}
_DISPLAYS = {
    "tuple": "tuple", "expression_list": "tuple", "pattern_list": "tuple", "tuple_pattern": "tuple",
    "list": "list", "list_pattern": "list", "set": "set",
}  # fmt: skip
_COMPREHENSIONS = {
    "list_comprehension": "list", "set_comprehension": "set", "dictionary_comprehension": "dict",
    "generator_expression": "generator",
}  # fmt: skip
_STARS = {"list_splat_pattern": "*", "dictionary_splat_pattern": "**"}
_SPLATS = frozenset({"list_splat", "list_splat_pattern", "dictionary_splat", "parenthesized_list_splat", "splat_type"})
_WRAPPERS = frozenset({"parenthesized_expression", "type", "as_pattern_target"})
BROKEN_PROMISES = (ValueError, IndexError, TypeError, AttributeError)
"""What converting a node raises that holds a syntax error: a child is missing, or there are too many."""


def holds_error(node: SgNode) -> bool:
    """Whether a part of it is no Python."""
    return node.kind() == "ERROR" or node.find(kind="ERROR") is not None


class Expressions(Strings):
    """Converts the expressions of one text; `broken` collects the spans that are no Python."""

    def __init__(self, text: str, broken: list[tuple[int, int]], shift: int = 0) -> None:
        self.text, self.broken, self.shift = text, broken, shift
        self.cost = Counter()

    def expression(self, node: SgNode) -> tree.Expression:
        """The value of any expression; raises GivenUp for more than a text may hold."""
        cost = self.cost
        cost.expression()
        kind = node.kind()
        if kind == "identifier" and cost.depth < DEEPEST_EXPRESSION:
            start, end = self.span(node)
            return tree.Name(start, end, self.text[start:end])
        cost.depth += 1
        try:
            if cost.depth <= DEEPEST_EXPRESSION:
                return self._converted(node, kind)
        except BROKEN_PROMISES:
            if not holds_error(node):
                raise
        finally:
            cost.depth -= 1
        where = self.span(node)
        self.broken.append(where)
        return tree.Opaque(*where)

    def _converted(self, node: SgNode, kind: str) -> tree.Expression:
        convert = getattr(self, "_of_" + kind, None)
        if convert is not None:
            converted: tree.Expression = convert(node)
            return converted
        if kind in _WRAPPERS:
            return self._unwrapped(node)
        where = self.span(node)
        if kind in _KEYWORD_CONSTANTS:
            return tree.Constant(*where, _KEYWORD_CONSTANTS[kind])
        if kind in {"integer", "float"}:
            return tree.Constant(*where, literal(self.text[where[0] : where[1]]))
        if kind in _DISPLAYS:
            return tree.Sequence(*where, _DISPLAYS[kind], self._named(node))
        if kind in _SPLATS:
            return tree.Starred(*where, self.expression(parts(node)[-1]))
        if kind in _COMPREHENSIONS:
            return self._comprehension(node, _COMPREHENSIONS[kind])
        if kind in {"print", "exec", "match", "case", "type", "_"}:
            return tree.Name(*where, self.text[where[0] : where[1]])
        self.broken.append(where)
        return tree.Opaque(*where)

    def _named(self, node: SgNode) -> tuple[tree.Expression, ...]:
        return tuple(map(self.expression, named_parts(node)))

    def _unwrapped(self, node: SgNode) -> tree.Expression:
        inner = named_parts(node)
        return self.expression(inner[0]) if inner else tree.Opaque(*self.span(node))

    def _of_attribute(self, node: SgNode) -> tree.Expression:
        value, name = required(node, "object"), required(node, "attribute")
        start, end = self.span(name)
        return tree.Attribute(*self.span(node), self.expression(value), self.text[start:end], start)

    def _of_member_type(self, node: SgNode) -> tree.Expression:
        value, name = named_parts(node)
        start, end = self.span(name)
        return tree.Attribute(*self.span(node), self.expression(value), self.text[start:end], start)

    def _of_dotted_name(self, node: SgNode) -> tree.Expression:
        first, *rest = named_parts(node)
        value = self.expression(first)
        for name in rest:
            start, end = self.span(name)
            value = tree.Attribute(value.start, end, value, self.text[start:end], start)
        return value

    def _of_call(self, node: SgNode) -> tree.Expression:
        function, arguments = required(node, "function"), required(node, "arguments")
        if arguments.kind() == "generator_expression":
            return tree.Call(*self.span(node), self.expression(function), (self.expression(arguments),), ())
        return tree.Call(*self.span(node), self.expression(function), *self.arguments(arguments))

    def arguments(self, node: SgNode) -> tuple[tuple[tree.Expression, ...], tuple[tree.Keyword, ...]]:
        """The positional and the keyword arguments of an argument list."""
        positional = []
        keywords = []
        for child in named_parts(node):
            kind = child.kind()
            if kind == "keyword_argument":
                name, value = required(child, "name"), required(child, "value")
                keywords.append(tree.Keyword(*self.span(child), name.text(), self.expression(value)))
            elif kind == "dictionary_splat":
                keywords.append(tree.Keyword(*self.span(child), "", self.expression(parts(child)[-1])))
            else:
                positional.append(self.expression(child))
        return tuple(positional), tuple(keywords)

    def _of_subscript(self, node: SgNode) -> tree.Expression:
        value, *index = named_parts(node)
        return tree.Subscript(*self.span(node), self.expression(value), self._index(index, node))

    def _of_generic_type(self, node: SgNode) -> tree.Expression:
        value, parameters = named_parts(node)
        inner = named_parts(parameters)
        return tree.Subscript(*self.span(node), self.expression(value), self._index(inner, parameters))

    def _index(self, nodes: list[SgNode], whole: SgNode) -> tree.Expression:
        items = tuple(self.expression(child) for child in nodes)
        if len(items) == 1:
            around = parts(whole)
            if len(around) < 2 or around[-2].kind() != ",":
                return items[0]
        if not items:
            return tree.Opaque(*self.span(whole))
        return tree.Sequence(items[0].start, items[-1].end, "tuple", items)

    def _of_slice(self, node: SgNode) -> tree.Expression:
        bounds: list[tree.Expression | None] = [None, None, None]
        place = 0
        for child in parts(node):
            if child.kind() == ":":
                place += 1
            else:
                bounds[place] = self.expression(child)
        return tree.Slice(*self.span(node), bounds[0], bounds[1], bounds[2])

    def _of_dictionary(self, node: SgNode) -> tree.Expression:
        items: list[tuple[tree.Expression | None, tree.Expression]] = []
        for child in parts(node):
            if child.kind() == "pair":
                key, value = required(child, "key"), required(child, "value")
                items.append((self.expression(key), self.expression(value)))
            elif child.kind() == "dictionary_splat":
                items.append((None, self.expression(parts(child)[-1])))
        return tree.Mapping(*self.span(node), tuple(items))

    def _of_binary_operator(self, node: SgNode) -> tree.Expression:
        return self._left_chain(node, "binary_operator", tree.Operation)

    def _of_boolean_operator(self, node: SgNode) -> tree.Expression:
        return self._left_chain(node, "boolean_operator", tree.Boolean)

    def _left_chain(self, node: SgNode, kind: str, make: type[tree.Operation] | type[tree.Boolean]) -> tree.Expression:
        # a + b + c + ... nests to the left, often thousands deep in generated code
        chain = []
        current = node
        while current.kind() == kind:
            left, operator, right = (required(current, name) for name in ("left", "operator", "right"))
            chain.append((operator.text(), right))
            current = left
            if len(chain) > LONGEST_CHAIN:
                self.broken.append(self.span(node))
                return tree.Opaque(*self.span(node))
        value = self.expression(current)
        for symbol, right in reversed(chain):
            operand = self.expression(right)
            value = make(value.start, operand.end, symbol, value, operand)
        return value

    def _of_union_type(self, node: SgNode) -> tree.Expression:
        first, *rest = named_parts(node)
        value = self.expression(first)
        for child in rest:
            operand = self.expression(child)
            value = tree.Operation(value.start, operand.end, "|", value, operand)
        return value

    def _of_unary_operator(self, node: SgNode) -> tree.Expression:
        operator, operand = parts(node)
        value = self.expression(operand)
        if operator.kind() == "-" and isinstance(value, tree.Constant) and isinstance(value.value, (int, float)):
            return tree.Constant(*self.span(node), -value.value)
        return tree.Unary(*self.span(node), operator.kind(), value)

    def _of_not_operator(self, node: SgNode) -> tree.Expression:
        return tree.Unary(*self.span(node), "not", self.expression(parts(node)[-1]))

    def _of_comparison_operator(self, node: SgNode) -> tree.Expression:
        operators = tuple(" ".join(child.text().split()) for child in node.field_children("operators"))
        named = named_parts(node)
        operands = tuple(self.expression(child) for child in named if child.kind() not in {"is not", "not in"})
        return tree.Comparison(*self.span(node), operators, operands)

    def _of_conditional_expression(self, node: SgNode) -> tree.Expression:
        nodes = named_parts(node)
        body, test, otherwise = map(self.expression, nodes)
        start, end = self.span(node)
        if nodes[-1].kind() in {"as_pattern", "conditional_expression"}:
            end = otherwise.end
        return tree.Conditional(start, end, test, body, otherwise)

    def _of_as_pattern(self, node: SgNode) -> tree.Expression:
        # `with a if b else c as d`: the grammar takes `c as d` for a part of the conditional expression
        return self.expression(parts(node)[0])

    def _of_named_expression(self, node: SgNode) -> tree.Expression:
        name, value = required(node, "name"), required(node, "value")
        return tree.Walrus(*self.span(node), name.text(), self.expression(value))

    def _of_await(self, node: SgNode) -> tree.Expression:
        return tree.Await(*self.span(node), self.expression(parts(node)[-1]))

    def _of_yield(self, node: SgNode) -> tree.Expression:
        children = parts(node)[1:]
        delegates = bool(children) and children[0].kind() == "from"
        value = self.expression(children[-1]) if children else None
        return tree.Yield(*self.span(node), value, delegates)

    def _of_lambda(self, node: SgNode) -> tree.Expression:
        parameters, body = node.field("parameters"), required(node, "body")
        return tree.Lambda(*self.span(node), self.parameters(parameters) if parameters else (), self.expression(body))

    def parameters(self, node: SgNode) -> tuple[tree.Parameter, ...]:
        """The parameters of a function or lambda."""
        found: list[tree.Parameter] = []
        after_star = False
        for child in parts(node):
            kind = child.kind()
            if kind == "positional_separator":
                found = [replace(parameter, positional_only=True) for parameter in found]
            elif kind == "keyword_separator":
                after_star = True
            elif child.is_named() and kind != "ERROR":
                parameter = self._parameter(child, "keyword" if after_star else "positional")
                after_star = after_star or parameter.kind == "*"
                found.append(parameter)
        return tuple(found)

    def _parameter(self, node: SgNode, kind: str) -> tree.Parameter:
        if node.kind() == "identifier":
            return tree.Parameter(*self.span(node), node.text(), kind, None, None)
        annotation, default = node.field("type"), node.field("value")
        name = node.field("name") or (parts(node)[0] if node.kind() == "typed_parameter" else node)
        return tree.Parameter(
            *self.span(node),
            name.text().lstrip("*").strip(),
            _STARS.get(name.kind(), kind),
            self.expression(annotation) if annotation else None,
            self.expression(default) if default else None,
        )

    def _comprehension(self, node: SgNode, kind: str) -> tree.Expression:
        body = required(node, "body")
        key = None
        if body.kind() == "pair":
            pair_key, body = required(body, "key"), required(body, "value")
            key = self.expression(pair_key)
        loops: list[tuple[tree.Expression, tree.Expression, bool]] = []
        conditions: list[list[tree.Expression]] = []
        for child in parts(node):
            if child.kind() == "for_in_clause":
                left, right = required(child, "left"), required(child, "right")
                is_async = parts(child)[0].kind() == "async"
                loops.append((self.expression(left), self.expression(right), is_async))
                conditions.append([])
            elif child.kind() == "if_clause" and loops:
                conditions[-1].append(self.expression(parts(child)[-1]))
        made = tuple(
            tree.Loop(target, iterable, tuple(tests), is_async)
            for (target, iterable, is_async), tests in zip(loops, conditions, strict=True)
        )
        return tree.Comprehension(*self.span(node), kind, key, self.expression(body), made)
