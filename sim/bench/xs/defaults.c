/*
 * The engine's table of defaults, without the two that give each function its length and its name: a board's image has neither, since the SDK's linker
 * strips what nothing asks for. A function made at run time so takes three slots, as there, and not five.
 */
#define gxDefaults gxAll
#include "xsDefaults.c"
#undef gxDefaults

txDefaults gxDefaults;

__attribute__((constructor)) static void asOnABoard(void)
{
	gxDefaults = gxAll;
	gxDefaults.newFunctionLength = C_NULL;
	gxDefaults.newFunctionName = C_NULL;
}
