"""Which values the statements of a Python text become."""

from __future__ import annotations

import re
from collections.abc import Callable

from ast_grep_py import SgNode

from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import DEEPEST_BLOCK, LONGEST_CHAIN, GivenUp
from fastdoctor.syntax.code import Reading
from fastdoctor.syntax.expressions import BROKEN_PROMISES, Expressions, holds_error
from fastdoctor.syntax.imports import imported
from fastdoctor.syntax.nodes import parts, required
from fastdoctor.syntax.patterns import convert_case
from fastdoctor.syntax.with_items import with_items


class Statements(Expressions):
    """Converts the statements of one text; `reading` collects the spans that are no Python.

    `apart` reads what stands between two places of the text, the body of a function, when it is asked for; without it
    that is converted from the parser's nodes.
    """

    def __init__(
        self,
        text: str,
        reading: Reading,
        shift: int = 0,
        apart: Callable[[int, int], tuple[tree.Statement, ...]] | None = None,
    ) -> None:
        super().__init__(text, reading.broken, shift)
        self.reading = reading
        self.apart = apart

    def block(self, node: SgNode) -> tuple[tree.Statement, ...]:
        """The statements of a block; raises GivenUp."""
        self.cost.blocks += 1
        if self.cost.blocks > DEEPEST_BLOCK:
            raise GivenUp(f"more than {DEEPEST_BLOCK} blocks in one another")
        try:
            return tuple(found for child in parts(node) for found in self.statement(child))
        finally:
            self.cost.blocks -= 1

    def body(self, node: SgNode) -> tuple[tree.Statement, ...]:
        """The statements of a function, read by themselves; () where that costs too much."""
        statements = Statements(self.text, self.reading, self.shift)
        try:
            return statements.block(node)
        except GivenUp:
            self.broken.append(self.span(node))
            return ()

    def statement(self, node: SgNode) -> tuple[tree.Statement, ...]:
        self.cost.statement()
        kind = node.kind()
        convert = getattr(self, "_" + kind, None)
        if convert is not None:
            try:
                converted: tree.Statement = convert(node)
            except BROKEN_PROMISES:
                if not holds_error(node):
                    raise
                self.broken.append(self.span(node))
                return ()
            return (converted,)
        if kind in {"pass_statement", "break_statement", "continue_statement"}:
            return (tree.Simple(*self.span(node), kind.partition("_")[0]),)
        if kind == "expression_statement":
            return self._expression_statement_parts(node)
        if kind == "ERROR":
            self.broken.append(self.span(node))
            return self.block(node) if node.range().start.column == 0 else ()
        if kind in {"global_statement", "nonlocal_statement"}:
            names = tuple(child.text() for child in parts(node) if child.kind() == "identifier")
            return (tree.Declare(*self.span(node), kind.partition("_")[0], names),)
        if node.is_named() and kind not in {"block", "type_parameter"}:
            return (tree.Evaluate(*self.span(node), self.expression(node)),)
        return ()

    def _expression_statement_parts(self, node: SgNode) -> tuple[tree.Statement, ...]:
        children = parts(node)
        if len(children) != 1:
            items = tuple(self.expression(child) for child in children if child.is_named())
            return (tree.Evaluate(*self.span(node), tree.Sequence(*self.span(node), "tuple", items)),)
        child = children[0]
        kind = child.kind()
        if kind == "assignment":
            return (self._assignment(child),)
        if kind == "augmented_assignment":
            left, operator, right = (required(child, name) for name in ("left", "operator", "right"))
            symbol = operator.text()[:-1]
            return (tree.Augmented(*self.span(child), self.expression(left), symbol, self.expression(right)),)
        return (tree.Evaluate(*self.span(node), self.expression(child)),)

    def _assignment(self, node: SgNode) -> tree.Statement:
        annotation = node.field("type")
        targets: list[tree.Expression] = []
        current = node
        while True:
            left, right = required(current, "left"), current.field("right")
            targets.append(self.expression(left))
            if right is None or right.kind() != "assignment":
                break
            current = right
        if annotation is not None:
            value = self.expression(right) if right else None
            return tree.Annotated(*self.span(node), targets[0], self.expression(annotation), value)
        if right is None:
            self.broken.append(self.span(node))  # `a = b: int` is no Python
            return tree.Evaluate(*self.span(node), targets[-1])
        return tree.Assign(*self.span(node), tuple(targets), self.expression(right))

    def _import_statement(self, node: SgNode) -> tree.Statement:
        return tree.Import(*self.span(node), imported(parts(node)[1:], self.span))

    def _import_from_statement(self, node: SgNode) -> tree.Statement:
        source = required(node, "module_name")
        text = "".join(source.text().split())
        module = text.lstrip(".")
        children = parts(node)
        names = imported(children[[child.kind() for child in children].index("import") + 1 :], self.span)
        return tree.ImportFrom(*self.span(node), module, len(text) - len(module), names)

    def _future_import_statement(self, node: SgNode) -> tree.Statement:
        children = parts(node)
        names = imported(children[[child.kind() for child in children].index("import") + 1 :], self.span)
        return tree.ImportFrom(*self.span(node), "__future__", 0, names)

    def _return_statement(self, node: SgNode) -> tree.Statement:
        children = parts(node)
        return tree.Return(*self.span(node), self.expression(children[1]) if len(children) > 1 else None)

    def _raise_statement(self, node: SgNode) -> tree.Statement:
        cause = node.field("cause")
        children = [child for child in parts(node)[1:] if child.is_named()]
        value = children[0] if children else None
        return tree.Raise(
            *self.span(node), self.expression(value) if value else None, self.expression(cause) if cause else None
        )

    def _assert_statement(self, node: SgNode) -> tree.Statement:
        test, *message = (self.expression(child) for child in parts(node)[1:] if child.is_named())
        return tree.Assert(*self.span(node), test, message[0] if message else None)

    def _delete_statement(self, node: SgNode) -> tree.Statement:
        value = self.expression(parts(node)[1])
        targets = value.items if isinstance(value, tree.Sequence) else (value,)
        return tree.Delete(*self.span(node), targets)

    def _print_statement(self, node: SgNode) -> tree.Statement:
        items = tuple(self.expression(child) for child in parts(node)[1:] if child.is_named())
        function = tree.Name(*self.span(parts(node)[0]), "print")
        return tree.Evaluate(*self.span(node), tree.Call(*self.span(node), function, items, ()))

    def _type_alias_statement(self, node: SgNode) -> tree.Statement:
        left, right = (child for child in parts(node) if child.kind() not in {"type", "="} or child.is_named())
        name = re.split(r"[\[\s]", left.text())[0]
        return tree.Alias(*self.span(node), name, self.expression(right))

    def _decorated_definition(self, node: SgNode) -> tree.Statement:
        definition = required(node, "definition")
        decorators = tuple(
            self.expression(parts(child)[1]) for child in parts(node) if child.kind() == "decorator"
        )  # fmt: skip
        if definition.kind() == "class_definition":
            return self._class_definition(definition, decorators)
        return self._function_definition(definition, decorators)

    def _function_definition(self, node: SgNode, decorators: tuple[tree.Expression, ...] = ()) -> tree.Function:
        name, parameters, returns, body = (
            required(node, "name"),
            required(node, "parameters"),
            node.field("return_type"),
            node.field("body"),
        )
        return tree.Function(
            *self.span(node),
            name.text(),
            self.span(name)[0],
            self.parameters(parameters),
            self.expression(returns) if returns else None,
            decorators,
            self._code(body) if body else tree.Code(*self.span(node), None, self.reading),
            parts(node)[0].kind() == "async",
        )

    def _code(self, body: SgNode) -> tree.Code:
        return tree.Code(*self.span(body), self.apart or (lambda start, end: self.body(body)), self.reading)

    def _class_definition(self, node: SgNode, decorators: tuple[tree.Expression, ...] = ()) -> tree.Class:
        name, bases, body = required(node, "name"), node.field("superclasses"), node.field("body")
        arguments, keywords = self.arguments(bases) if bases else ((), ())
        return tree.Class(
            *self.span(node),
            name.text(),
            self.span(name)[0],
            arguments,
            keywords,
            decorators,
            self.block(body) if body else (),
        )

    def _if_statement(self, node: SgNode) -> tree.Statement:
        condition, consequence = required(node, "condition"), node.field("consequence")
        otherwise: tuple[tree.Statement, ...] = ()
        branches = node.field_children("alternative")
        if len(branches) > LONGEST_CHAIN:
            raise GivenUp(f"more than {LONGEST_CHAIN} branches of one `if`")
        for branch in reversed(branches):
            body = branch.field("body") or branch.field("consequence")
            block = self.block(body) if body else ()
            if branch.kind() == "else_clause":
                otherwise = block
            else:
                test = required(branch, "condition")
                otherwise = (tree.If(*self.span(branch), self.expression(test), block, otherwise),)
        body_block = self.block(consequence) if consequence else ()
        return tree.If(*self.span(node), self.expression(condition), body_block, otherwise)

    def _for_statement(self, node: SgNode) -> tree.Statement:
        left, right, body = required(node, "left"), required(node, "right"), node.field("body")
        return tree.For(
            *self.span(node),
            self.expression(left),
            self.expression(right),
            self.block(body) if body else (),
            self._otherwise(node),
            parts(node)[0].kind() == "async",
        )

    def _while_statement(self, node: SgNode) -> tree.Statement:
        condition, body = required(node, "condition"), node.field("body")
        return tree.While(
            *self.span(node), self.expression(condition), self.block(body) if body else (), self._otherwise(node)
        )

    def _otherwise(self, node: SgNode) -> tuple[tree.Statement, ...]:
        branch = node.field("alternative")
        body = branch.field("body") if branch else None
        return self.block(body) if body else ()

    def _try_statement(self, node: SgNode) -> tree.Statement:
        blocks: dict[str, tuple[tree.Statement, ...]] = {}
        handlers = []
        for child in parts(node):
            kind = child.kind()
            if kind == "block":
                blocks["body"] = self.block(child)
            elif kind in {"except_clause", "except_group_clause"}:
                handlers.append(self._handler(child))
            elif kind in {"else_clause", "finally_clause"}:
                inner = next((found for found in parts(child) if found.kind() == "block"), None)
                blocks[kind] = self.block(inner) if inner else ()
        return tree.Try(
            *self.span(node),
            blocks.get("body", ()),
            tuple(handlers),
            blocks.get("else_clause", ()),
            blocks.get("finally_clause", ()),
        )

    def _handler(self, node: SgNode) -> tree.Handler:
        children = [child for child in parts(node) if child.is_named()]
        body = next((child for child in children if child.kind() == "block"), None)
        caught = [child for child in children if child.kind() != "block"]
        name = ""
        expressions = []
        for child in caught:
            if child.kind() == "as_pattern":
                value, target = (found for found in parts(child) if found.is_named())
                name = target.text()
                child = value
            expressions.append(self.expression(child))
        kind = expressions[0] if expressions else None
        if len(expressions) > 1:
            kind = tree.Sequence(expressions[0].start, expressions[-1].end, "tuple", tuple(expressions))
        return tree.Handler(*self.span(node), kind, name, self.block(body) if body else ())

    def _with_statement(self, node: SgNode) -> tree.Statement:
        body = node.field("body")
        clause = next(child for child in parts(node) if child.kind() == "with_clause")
        items = tuple(
            item for child in parts(clause) if child.kind() == "with_item" for item in with_items(self, child)
        )
        is_async = parts(node)[0].kind() == "async"
        return tree.With(*self.span(node), items, self.block(body) if body else (), is_async)

    def _match_statement(self, node: SgNode) -> tree.Statement:
        subjects = [self.expression(child) for child in node.field_children("subject")]
        subject = subjects[0]
        if len(subjects) > 1:
            subject = tree.Sequence(subjects[0].start, subjects[-1].end, "tuple", tuple(subjects))
        body = node.field("body")
        cases = [child for child in parts(body) if child.kind() == "case_clause"] if body else []
        return tree.Match(*self.span(node), subject, tuple(convert_case(self, self.block, case) for case in cases))
