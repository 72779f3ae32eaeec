/* ESP-IDF v6.0, components/esp_driver_gpio/include/driver/gpio.h; what is of soc/gpio_num.h stands first. */
#pragma once
#include <stdbool.h>

typedef int gpio_num_t;

bool stubIsOutput(gpio_num_t gpio_num);
#define GPIO_IS_VALID_OUTPUT_GPIO(gpio_num) stubIsOutput((gpio_num_t)(gpio_num))	/* looks into a mask there */
int gpio_get_level(gpio_num_t gpio_num);
