/* ESP-IDF v6.0, components/esp_driver_uart/include/driver/uart.h; uart_port_t is of hal/uart_types.h. */
#pragma once
#include <stdbool.h>
#include "esp_err.h"

typedef enum { UART_NUM_0 } uart_port_t;

bool uart_is_driver_installed(uart_port_t uart_num);
esp_err_t uart_driver_delete(uart_port_t uart_num);
