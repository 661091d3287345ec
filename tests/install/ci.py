"""The GitHub action, the GitLab template, and the snippets of docs/ci.md, run as they are written, on a project with findings and
on one without."""

import json
import os
import pathlib
import re
import subprocess
import tempfile

from common import CHECK, ROOT, SAMPLE, TOOLS, WORK, environment, offline, run, same, wheel

CLEAN = "x = 1\n"
REPORT = " ".join([*CHECK[1:], "json=findings.json"])  # asks for the findings as JSON, besides


def snippet(name):
    return re.search(rf"```\w+ file={re.escape(name)}\n(.*?)```", (ROOT / "docs/ci.md").read_text(), re.S)[1]


def shell(script, folder, variables):
    return subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=folder, env=variables, text=True, capture_output=True)


def action(folder, programs, **asked):
    """Runs the action's steps as a runner would; what it uses of others is noted. Returns status, output and outputs."""
    import yaml

    steps = yaml.safe_load((ROOT / "action.yml").read_text())
    inputs = {name: str(known["default"]) for name, known in steps["inputs"].items()}
    assert set(asked) <= set(inputs)
    inputs.update(asked)
    temp = folder.parent / "runner"
    temp.mkdir(exist_ok=True)
    variables = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "GITHUB_ACTION_PATH": str(ROOT),
                 "RUNNER_TEMP": str(temp), "GITHUB_WORKSPACE": str(folder)}
    for name in ("OUTPUT", "PATH", "STEP_SUMMARY"):
        variables[f"GITHUB_{name}"] = str(temp / name)
        (temp / name).write_text("")
    outputs, used, said, status = {}, [], "", 0

    def value(text):
        def found(match):
            kind, *way = match[1].split(".")
            if kind == "inputs":
                return inputs[way[0]]
            return outputs.get(way[0], {}).get(way[-1], "") if kind == "steps" else kind

        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", found, text)

    def holds(condition):
        for part in condition.split(" && "):
            if part == "always()":
                continue
            if status and "always()" not in condition:
                return False
            name, sign, word = re.fullmatch(r"([\w.-]+) (==|!=) '(.*)'", part).groups()
            if (value("${{ " + name + " }}") == word) != (sign == "=="):
                return False
        return True

    for step in steps["runs"]["steps"]:
        if not holds(step["if"]) if "if" in step else status:
            continue
        if "uses" in step:
            used.append({key: value(text) for key, text in step["with"].items()})
            continue
        done = shell(step["run"], folder, {**variables, **{key: value(text) for key, text in step.get("env", {}).items()}})
        said += done.stdout + done.stderr
        status = status or done.returncode
        lines = (temp / "OUTPUT").read_text().splitlines()
        outputs[step.get("id")] = dict(line.split("=", 1) for line in lines)
    return status, said, used, (temp / "STEP_SUMMARY").read_text()


def github(folder, programs):
    (folder / "sample.py").write_text(SAMPLE)
    status, said, used, summary = action(folder, programs, arguments=REPORT)
    assert status == 1 and "::warning" in said and "file=sample.py" in said, said
    same((folder / "findings.json").read_text(), "the action")
    assert "ZEN0102" in summary and used == [], (summary, used)
    status, said, used, summary = action(folder, programs, sarif="true", annotations="false", summary="false")
    assert status == 1 and "::" not in said and summary == "", said
    [upload] = used
    assert json.loads(pathlib.Path(upload["sarif_file"]).read_text())["runs"][0]["results"]
    status, said, _, _ = action(folder, programs, fail="false")
    assert status == 0 and "::warning" in said, said
    (folder / "sample.py").write_text(CLEAN)
    status, said, _, _ = action(folder, programs)
    assert status == 0, said


def gitlab(folder, source):
    import yaml

    job = yaml.safe_load((ROOT / "templates/zenlint.gitlab-ci.yml").read_text())["zenlint"]
    programs = environment(folder.parent / "gitlab", "pip")
    variables = {**offline(), **job["variables"], "ZENLINT_ARGUMENTS": REPORT, "CI_PROJECT_DIR": str(folder), "ZENLINT_SOURCE": str(source),
                 "PATH": f"{programs}:{os.environ['PATH']}"}
    for text, status in ((SAMPLE, 1), (CLEAN, 0)):
        (folder / "sample.py").write_text(text)
        done = shell("\n".join(job["before_script"] + job["script"]), folder, variables)
        assert done.returncode == status, done.stdout + done.stderr
        report = json.loads((folder / job["artifacts"]["reports"]["codequality"]).read_text())
        assert bool(report) == bool(status)
        if report:
            same((folder / "findings.json").read_text(), "the GitLab job")


def snippets(folder, programs):
    commands = {
        "tox.ini": [TOOLS / "bin/tox", "-q", "-e", "lint"],
        "noxfile.py": [TOOLS / "bin/nox", "-s", "lint"],
        "Makefile": ["make", "lint"],
    }
    variables = offline(PATH=f"{programs}:{os.environ['PATH']}")
    variables["PIP_FIND_LINKS"] += f" {WORK / 'dist'}"
    for name, command in commands.items():
        (folder / name).write_text(snippet(name))
        for text, works in ((SAMPLE, False), (CLEAN, True)):
            (folder / "sample.py").write_text(text)
            done = subprocess.run(list(map(str, command)), cwd=folder, env=variables, text=True, capture_output=True)
            assert (done.returncode == 0) == works, f"{name}: {done.stdout}{done.stderr}"
            assert ("ZEN0102" in done.stdout) != works, f"{name}: {done.stdout}{done.stderr}"
        if name != "Makefile":  # whose recipe takes no arguments
            (folder / "sample.py").write_text(SAMPLE)
            run(*command, "--", *REPORT.split(), "sample.py", cwd=folder, env=variables, expect=1)
            same((folder / "findings.json").read_text(), name)
            (folder / "findings.json").unlink()


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        programs = environment(folder / "venv", wheel())
        for test, *arguments in ((github, programs), (gitlab, wheel()), (snippets, programs)):
            (folder / test.__name__ / "project").mkdir(parents=True)
            test(folder / test.__name__ / "project", *arguments)
            print(f"{test.__name__}: ok")


main()
