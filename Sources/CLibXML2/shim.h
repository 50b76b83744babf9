// Debian builds libxml2 with ICU, whose headers clash with the ICU that Foundation brings. Only two trailing members of
// a struct that is never touched here depend on it, so it is switched off before the other headers are read.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
