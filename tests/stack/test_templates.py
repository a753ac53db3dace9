"""Which servers do the templates of a Helm chart and the tasks of a Taskfile start, as far as their text proves it?"""

from __future__ import annotations

import time

import pytest

from fastdoctor.stack.commands.templates import without_actions
from tests.stack.reading import commands, marked, stack

CHART = """{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "a.name" . }}
  labels:
    {{- include "a.labels" . | nindent 4 }}
spec:
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image }}:{{ .Values.tag }}"
          command: [uvicorn, "a:b"]
          args:
            - --host
            - 127.0.0.1
%s
          {{- with .Values.env }}
          env:
            {{- toYaml . | nindent 12 }}
          {{- end }}
{{- end }}
"""


def test_the_literal_words_of_a_template() -> None:
    text = CHART % "            - --workers\n            - {{ .Values.workers | quote }}"
    (found,) = commands("chart/templates/deployment.yaml", text)
    assert (found.kind, found.target, found.host, found.workers) == ("helm", "a:b", "127.0.0.1", None)
    assert marked(text, found.locations["host="]) == "127.0.0.1"
    assert "workers" in found.options


@pytest.mark.parametrize(
    "more",
    [
        "            {{- toYaml .Values.extraArgs | nindent 12 }}",
        "            {{- if .Values.host }}\n            - --port=9000\n            {{- end }}",
    ],
)
def test_words_that_a_template_may_add_are_unknown_words(more: str) -> None:
    (found,) = commands(
        "chart/templates/deployment.yaml",
        CHART.replace("            - --host\n            - 127.0.0.1\n", "            - --reload\n") % more,
    )
    assert (found.host, found.port, found.reload) == (None, None, True)


@pytest.mark.parametrize(
    "value",
    [
        "\n            {{- toYaml .Values.args | nindent 12 }}",
        " {{ .Values.args }}",
        " {{- toYaml .Values.args | nindent 12 }}",
    ],
)
def test_words_that_only_a_template_knows(value: str) -> None:
    text = CHART.replace("\n            - --host\n            - 127.0.0.1\n%s", value)
    assert commands("chart/templates/deployment.yaml", text) == []


def test_a_shell_text_of_a_template() -> None:
    head = "kind: Pod\nspec:\n  containers:\n  - command: [sh, -c]\n    args:\n"
    text = head + "    - uvicorn a:b --port {{ .Values.port }}\n"
    assert commands("chart/templates/pod.yaml", text) == []


def test_every_line_keeps_its_length() -> None:
    text = CHART % "            {{/* two\n  lines */}}"
    assert [len(line) for line in without_actions(text).split("\n")] == [len(line) for line in text.split("\n")]


def test_a_template_that_is_no_yaml_before_it_is_rendered_is_noted() -> None:
    text = 'kind: Pod\n{{ define "a" }}\nspec: [uvicorn\n{{ end }}\nx: ]\n'
    found = stack({"requirements.txt": "fastapi\n", "chart/templates/pod.yaml": text})
    assert [note.location.path for note in found.notes] == ["chart/templates/pod.yaml"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("chart/templates/a.yaml", "kind: Pod\n# uvicorn\n" + "{{" * 400_000),
        ("chart/templates/a.yaml", "kind: Pod\n# uvicorn\n" + "{{ x }}\n" * 60_000),
        ("chart/templates/a.yaml", "kind: Pod\n# uvicorn\n" + "{{ if a }}\n" * 30_000 + "{{ end }}\n" * 30_000),
        ("nginx.conf", "proxy_pass " + "location /a {" * 300_000),
        ("nginx.conf", "proxy_pass " + "upstream a {" * 15_000),
        ("Caddyfile", "handle_path /a* {" * 10_000),
    ],
)
def test_costly_texts_are_read_soon(path: str, text: str) -> None:
    started = time.process_time()
    stack({"requirements.txt": "fastapi\n", path: text})
    assert time.process_time() - started < 2


def test_a_compose_file_of_a_project_template_is_noted() -> None:
    path = "{{cookiecutter.name}}/docker-compose.yml"
    found = stack({"requirements.txt": "fastapi\n", path: "services:\n  {%- if a %}\n  web: [\n"})
    assert ([note.location.path for note in found.notes], found.problems) == ([path], ())


TASKFILE = """version: '3'
env: {WEB_CONCURRENCY: 3}
tasks:
  dev:
    cmds:
      - uvicorn a:b --reload --port {{.PORT}}
  deploy:
    dir: src
    cmds:
      - cmd: uvicorn a:b --host 0.0.0.0
  short: uvicorn a:b
  several: [ls, uvicorn c:d]
"""


def test_the_tasks_of_a_taskfile() -> None:
    found = commands("Taskfile.yml", TASKFILE)
    assert [(item.service, item.target, item.development, item.workers) for item in found] == [
        ("dev", "a:b", True, 3),
        ("deploy", "a:b", False, 3),
        ("short", "a:b", True, 3),
        ("several", "c:d", True, 3),
    ]
    assert (found[0].port, found[0].reload, found[1].working_directory) == (None, True, "src")
    assert marked(TASKFILE, found[0].locations["reload"]) == "--reload"


def test_a_list_that_stands_under_a_condition_with_its_key() -> None:
    ports = "          ports:\n            - name: debug\n              containerPort: 5678\n"
    more = f"          {{{{- if .Values.debug }}}}\n{ports}          {{{{- end }}}}"
    (found,) = commands("chart/templates/deployment.yaml", CHART % more)
    assert (found.target, found.host) == ("a:b", "127.0.0.1")
