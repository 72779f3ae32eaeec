/* ESP-IDF v6.0, components/soc/esp32/include/soc/gpio_reg.h */
#pragma once

#define GPIO_IN_REG (0x3ff4403c)
#define GPIO_IN1_REG (0x3ff44040)
