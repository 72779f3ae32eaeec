/* ESP-IDF v6.0, components/esp_driver_gpio/include/driver/gpio.h; what is of hal/gpio_types.h and soc/gpio_num.h, of an ESP32, stands first. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "esp_err.h"

typedef int gpio_num_t;
enum { GPIO_NUM_MAX = 40 };
typedef enum { GPIO_INTR_DISABLE = 0, GPIO_INTR_ANYEDGE = 3 } gpio_int_type_t;
typedef enum { GPIO_MODE_INPUT = 1 } gpio_mode_t;
typedef enum { GPIO_PULLUP_DISABLE = 0, GPIO_PULLUP_ENABLE = 1 } gpio_pullup_t;
typedef enum { GPIO_PULLDOWN_DISABLE = 0 } gpio_pulldown_t;

typedef struct {
	uint64_t pin_bit_mask;
	gpio_mode_t mode;
	gpio_pullup_t pull_up_en;
	gpio_pulldown_t pull_down_en;
	gpio_int_type_t intr_type;
} gpio_config_t;

#define ESP_INTR_FLAG_IRAM (1 << 10)
#define GPIO_IS_VALID_GPIO(pin) ((((uint64_t)1 << (pin)) & 0xFFFFEFFFFFULL) != 0)

typedef void (*gpio_isr_t)(void *arg);

esp_err_t gpio_config(const gpio_config_t *config);
esp_err_t gpio_reset_pin(gpio_num_t pin);
esp_err_t gpio_set_intr_type(gpio_num_t pin, gpio_int_type_t type);
esp_err_t gpio_intr_enable(gpio_num_t pin);
esp_err_t gpio_install_isr_service(int intr_alloc_flags);
esp_err_t gpio_isr_handler_add(gpio_num_t pin, gpio_isr_t handler, void *args);
esp_err_t gpio_isr_handler_remove(gpio_num_t pin);
bool stubIsOutput(gpio_num_t gpio_num);
#define GPIO_IS_VALID_OUTPUT_GPIO(gpio_num) stubIsOutput((gpio_num_t)(gpio_num))	/* looks into a mask there */
int gpio_get_level(gpio_num_t gpio_num);
