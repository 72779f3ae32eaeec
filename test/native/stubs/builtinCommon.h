/* Moddable SDK 8.2.3, modules/io/common/builtinCommon.h */
#pragma once
#include "xsmc.h"

enum { kIOFormatNumber = 1, kIOFormatBuffer = 2, kIOFormatInvalid = 0xFF };

void builtinGetFormat(xsMachine *the, uint8_t format);
uint8_t builtinSetFormat(xsMachine *the);
void builtinInitializeTarget(xsMachine *the);
uint8_t builtinInitializeFormat(xsMachine *the, uint8_t format);
xsSlot *builtinGetCallback(xsMachine *the, xsIdentifier id);
