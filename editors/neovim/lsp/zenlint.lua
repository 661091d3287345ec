-- zenlint's language server, for `vim.lsp.enable("zenlint")` of Neovim 0.11 and newer.
return {
  cmd = { "zenlint", "lsp" },
  filetypes = { "python" },
  root_markers = { "pyproject.toml", "zenlint.toml", ".zenlint.toml", ".git" },
  init_options = {}, -- see docs/editors.md
}
