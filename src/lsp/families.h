// The handlers, by the file that holds them. What each answers is said in the table, methods.cpp.
#pragma once
#include "lsp/server.h"

namespace zen::lsp {

using Handler = Answer(Server&, const Request&);

// lifecycle.cpp
Handler initialize, initialized, shut_down, leave, set_trace, cancel;
// sync.cpp
Handler did_open, did_change, did_save, did_close;
// notebook.cpp
Handler notebook_opened, notebook_changed, notebook_saved, notebook_closed;
// pull.cpp
Handler document_diagnostic, workspace_diagnostic;
// code_action.cpp, command.cpp
Handler code_action, resolve_code_action, execute_command;
// hover.cpp, completion.cpp
Handler hover, completion;
// settings.cpp
Handler did_change_configuration, did_change_watched_files, did_change_folders;

// ---- What several of them share

// Asks the client for its settings, if it can be asked. When they say anything, or `changed`, everything is looked at
// anew.
void fetch_settings(Server& server, bool changed);
// Takes over the settings from initializationOptions or didChangeConfiguration.
void take_settings(Server& server, const Json& json);
// Asks to be told of changes of configurations and ignore files.
void register_watchers(Server& server);
void add_folders(Server& server, const Json& list);

inline constexpr std::string_view commands[] = {"zenlint.fixAll", "zenlint.fixRule", "zenlint.explain",
                                                "zenlint.openCourse"};

}  // namespace zen::lsp
