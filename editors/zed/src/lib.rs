//! Starts `zenlint lsp` for Zed.
use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result};

struct Zenlint;

impl zed::Extension for Zenlint {
    fn new() -> Self {
        Zenlint
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &zed::Worktree) -> Result<zed::Command> {
        let command = worktree.which("zenlint").ok_or("zenlint is not on the PATH")?;
        Ok(zed::Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }

    fn language_server_initialization_options(
        &mut self,
        server: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), worktree)?.initialization_options)
    }
}

zed::register_extension!(Zenlint);
