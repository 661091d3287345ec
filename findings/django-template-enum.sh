#!/bin/sh
# Django 5.2.19: a class of constants can be passed to a template, where `{{ Color.RED }}` is red; made an Enum or a StrEnum, it is empty, without an error.
#
# A template calls what can be called: `Color()` of a plain class makes an object that has RED, and of an enum it is a TypeError, for which the template puts
# nothing. So `{% if x == Color.RED %}` is false and `{% for c in Color %}` does nothing. Django's own TextChoices says `do_not_call_in_templates`; other enums need it too,
# as `nonmember(True)` (Python 3.11 on). Linters and guides advise an enum for a class of constants; Jinja2 3.1.6 shows red for both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 Jinja2==3.1.6
cd "$folder"
cat > sample.py <<'END_SAMPLE'
from enum import StrEnum, nonmember

import django
import jinja2
from django.conf import settings
from django.template import Context, Template

settings.configure(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
django.setup()


class Constants:
    RED = "red"


class Enum(StrEnum):
    RED = "red"


class Marked(StrEnum):
    RED = "red"
    do_not_call_in_templates = nonmember(True)


text = "[{{ Color.RED }}]{% if x == Color.RED %} same{% endif %}"
for color in Constants, Enum, Marked:
    values = {"Color": color, "x": "red"}
    print(color.__name__, Template(text).render(Context(values)), jinja2.Template(text).render(values))
print("loop", Template("{% for c in Color %}{{ c }}{% empty %}nothing{% endfor %}").render(Context({"Color": Enum})))
END_SAMPLE
found=$(venv/bin/python sample.py)
echo "$found"
expected="Constants [red] same [red] same
Enum [] [red] same
Marked [red] same [red] same
loop nothing"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
