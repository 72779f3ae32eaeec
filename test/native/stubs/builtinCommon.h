/* Moddable SDK 8.2.3, modules/io/common/builtinCommon.h */
#pragma once
#include "xsmc.h"

enum { kIOFormatNumber = 1, kIOFormatBuffer = 2, kIOFormatInvalid = 0xFF };

#define builtinIsPinFree(pin) builtinArePinsFree(pin >> 5, 1 << (pin & 0x1F))
#define builtinUsePin(pin) builtinUsePins(pin >> 5, 1 << (pin & 0x1F))
#define builtinGetPin(the, slot) builtinGetUnsignedInteger(the, slot)
uint8_t builtinArePinsFree(uint32_t bank, uint32_t pin);
uint8_t builtinUsePins(uint32_t bank, uint32_t pin);
uint32_t builtinGetUnsignedInteger(xsMachine *the, xsSlot *slot);
#define builtinFreePin(pin) builtinFreePins(pin >> 5, 1 << (pin & 0x1F))
void builtinFreePins(uint32_t bank, uint32_t pin);
void builtinGetFormat(xsMachine *the, uint8_t format);
uint8_t builtinSetFormat(xsMachine *the);
void builtinInitializeTarget(xsMachine *the);
uint8_t builtinInitializeFormat(xsMachine *the, uint8_t format);
xsSlot *builtinGetCallback(xsMachine *the, xsIdentifier id);
