// Memory of the program's `operator new`.
#pragma once

namespace zen {

// Small blocks that threads give back are kept and handed out again, from now on. For a process that is zenlint's own:
// in one that makes and ends threads, each would keep up to 2 MB when it ends.
void keep_small_blocks();

}  // namespace zen
