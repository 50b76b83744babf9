#include "Allocator.h"
#include "Confinement.h"
