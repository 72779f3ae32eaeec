/* Moddable SDK 8.2.3, xs/platforms/esp/xsHost.h: nothing of it is used by name. */
#pragma once
