#include "source_dir.h"

const char* db_source_dir() { return DROPBOARD_CLONE; }
