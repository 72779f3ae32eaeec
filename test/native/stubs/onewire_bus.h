/* espressif/idf-extra-components, onewire_bus 1.0.3: include/onewire_bus.h, onewire_types.h and onewire_bus_impl_rmt.h. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "esp_err.h"

typedef struct onewire_bus_t *onewire_bus_handle_t;

typedef struct {
	int bus_gpio_num;
} onewire_bus_config_t;

typedef struct {
	uint32_t max_rx_bytes;
} onewire_bus_rmt_config_t;

esp_err_t onewire_new_bus_rmt(const onewire_bus_config_t *bus_config, const onewire_bus_rmt_config_t *rmt_config, onewire_bus_handle_t *ret_bus);
esp_err_t onewire_bus_write_bytes(onewire_bus_handle_t bus, const uint8_t *tx_data, uint8_t tx_data_size);
esp_err_t onewire_bus_read_bytes(onewire_bus_handle_t bus, uint8_t *rx_buf, size_t rx_buf_size);
esp_err_t onewire_bus_write_bit(onewire_bus_handle_t bus, uint8_t tx_bit);
esp_err_t onewire_bus_read_bit(onewire_bus_handle_t bus, uint8_t *rx_bit);
esp_err_t onewire_bus_reset(onewire_bus_handle_t bus);
esp_err_t onewire_bus_del(onewire_bus_handle_t bus);
