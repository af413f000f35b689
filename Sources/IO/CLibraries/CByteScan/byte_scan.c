/* All is in the header, so that it is compiled into its callers. */
#include "spoor_byte_scan.h"
