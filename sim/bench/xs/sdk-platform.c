/* What XS of the SDK asks of its platform besides sdk-platform.h: the script of the bench imports nothing. */
#include "xsAll.h"

txID fxFindModule(txMachine *the, txSlot *realm, txID moduleID, txSlot *slot)
{
	(void)the;
	(void)realm;
	(void)moduleID;
	(void)slot;
	return XS_NO_ID;
}

void fxLoadModule(txMachine *the, txSlot *module, txID moduleID)
{
	(void)the;
	(void)module;
	(void)moduleID;
}

/* The engine tells on standard output when it cannot go on; the figures are there. fxAbort has said why on standard error. */
int silent(const char *format, ...)
{
	(void)format;
	return 0;
}
