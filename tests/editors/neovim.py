"""Neovim, headless, with the lines of editors/neovim/README.md: shows the diagnostic and applies the fix."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from snippets import snippet

SCRIPT = """
local function wait(what, done)
  if not vim.wait(20000, done, 50) then
    io.stdout:write("no " .. what .. "\\n")
    vim.cmd("cquit 1")
  end
end
vim.cmd("edit main.py")
vim.cmd("setfiletype python")
wait("diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
local d = vim.diagnostic.get(0)[1]
io.stdout:write(d.source .. " " .. d.lnum .. " " .. d.message .. "\\n")
vim.ui.select = function(items, _, choose) choose(items[1], 1) end
vim.api.nvim_win_set_cursor(0, { 2, 10 })
vim.lsp.buf.code_action()
wait("fix", function() return vim.api.nvim_buf_get_lines(0, 1, 2, true)[1] == "    for name in names:" end)
wait("end of the diagnostic", function() return #vim.diagnostic.get(0) == 0 end)
vim.cmd("write")
vim.cmd("qall")
"""
LOOP = "def show(names):\n    for i in range(len(names)):\n        print(names[i])\n"


def main():
    nvim, program = shutil.which("nvim"), pathlib.Path(os.environ["ZENLINT"]).resolve()
    if not nvim:
        print("skipped: nvim is not installed")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "pyproject.toml").write_text("")
        (folder / "main.py").write_text(LOOP)
        (folder / "init.lua").write_text(snippet("editors/neovim/README.md", "lua", "nvim_create_autocmd") + SCRIPT)
        environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}", HOME=name, XDG_STATE_HOME=name)
        run = subprocess.run([nvim, "--headless", "--clean", "-c", "luafile init.lua"], cwd=folder, env=environment,
                             capture_output=True, text=True, timeout=90)  # fmt: skip
        print(run.stdout, run.stderr)
        fixed = (folder / "main.py").read_text()
        ok = run.returncode == 0 and "zenlint 1 " in run.stdout and "for name in names:" in fixed
        print("ok" if ok else f"failed with {run.returncode}:\n{fixed}")
        return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
