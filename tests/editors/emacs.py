"""Emacs in batch, with the lines of editors/emacs/README.md: shows the diagnostic and applies the fix."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from snippets import snippet

SCRIPT = """
(require 'package)
(package-initialize)
(unless (require 'eglot nil t) (princ "no eglot") (kill-emacs 77))
(setq eglot-confirm-server-initiated-edits nil eglot-sync-connect 20)
(defun wait-for (what done)
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall done)) (< (float-time) end))
      (accept-process-output nil 0.05))
    (unless (funcall done) (princ (format "no %s\\n" what)) (kill-emacs 1))))
(find-file "main.py")
(eglot-ensure)
(run-hooks 'post-command-hook)
(wait-for "server" (lambda () (eglot-current-server)))
(flymake-mode 1)
(flymake-start)
(wait-for "diagnostic" (lambda () (flymake-diagnostics)))
(princ (format "%s\\n" (flymake-diagnostic-text (car (flymake-diagnostics)))))
(goto-char (point-min))
(search-forward "range")
(let* ((server (eglot-current-server))
       (actions (jsonrpc-request server :textDocument/codeAction
                 (list :textDocument (eglot--TextDocumentIdentifier)
                       :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                       :context (list :diagnostics []))))
       (action (elt actions 0)))
  (unless (plist-get action :edit)
    (setq action (jsonrpc-request server :codeAction/resolve action)))
  (eglot--apply-workspace-edit (plist-get action :edit)))
(save-buffer)
(eglot-shutdown (eglot-current-server))
"""
LOOP = "def show(names):\n    for i in range(len(names)):\n        print(names[i])\n"


def main():
    emacs, program = shutil.which("emacs"), pathlib.Path(os.environ["ZENLINT"]).resolve()
    if not emacs:
        print("skipped: emacs is not installed")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "main.py").write_text(LOOP)
        (folder / "init.el").write_text(snippet("editors/emacs/README.md", "elisp", "eglot-server-programs") + SCRIPT)
        environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}", HOME=name)
        run = subprocess.run([emacs, "--batch", "--no-splash", "-l", "init.el"], cwd=folder, env=environment,
                             capture_output=True, text=True, timeout=120)  # fmt: skip
        print(run.stdout, run.stderr)
        if run.returncode == 77:
            print("skipped: Eglot is not installed (elpa-eglot)")
            return 77
        fixed = (folder / "main.py").read_text()
        ok = run.returncode == 0 and "for name in names:" in fixed
        print("ok" if ok else f"failed with {run.returncode}:\n{fixed}")
        return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
