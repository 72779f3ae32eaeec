/* ESP-IDF v6.0, components/soc/esp32/include/soc/soc.h */
#pragma once
#include <stdint.h>

uint32_t stubRegister(uint32_t address);
#define REG_READ(address) stubRegister(address)
