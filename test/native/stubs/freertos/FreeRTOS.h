/* FreeRTOS as ESP-IDF v6.0 has it, components/freertos; a QueueHandle_t is of queue.h. */
#pragma once
#include <stdint.h>

typedef int BaseType_t;
typedef uint32_t TickType_t;
typedef struct QueueDefinition *QueueHandle_t;
#define pdPASS 1
