/* FreeRTOS as ESP-IDF v6.0 has it, components/freertos/FreeRTOS-Kernel/include/freertos/timers.h */
#pragma once
#include "freertos/FreeRTOS.h"

typedef void (*PendedFunction_t)(void *, uint32_t);
BaseType_t xTimerPendFunctionCall(PendedFunction_t xFunctionToPend, void *pvParameter1, uint32_t ulParameter2, TickType_t xTicksToWait);
BaseType_t xTimerPendFunctionCallFromISR(PendedFunction_t xFunctionToPend, void *pvParameter1, uint32_t ulParameter2, BaseType_t *pxHigherPriorityTaskWoken);
