// For tests: where the clone is, to find tests/data. Force-included by tools/cmake/tests.cmake. A function, not a string
// on every command line: so that all tests but one tiny file compile alike in every clone, and ccache knows them.
#pragma once

const char* db_source_dir();
#define DROPBOARD_SOURCE_DIR db_source_dir()
