#ifndef FIELDFEED_SDK_PLATFORM_H
#define FIELDFEED_SDK_PLATFORM_H

/* The platform that the SDK's XS is compiled for (XSPLATFORM): a machine without modules of its own, as large as a board's, with nothing in it for debugging. */
#define mxLittleEndian 1
#define mxLinux 1
#define mxExport extern
#define mxImport extern
#define XS_FUNCTION_NORETURN __attribute__((noreturn))

#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

extern int silent(const char *format, ...);

#define mxFallThrough ((void)0)
#define c_printf silent
#define mxMachinePlatform void *host;
#define mxNoConsole 1
#define mxUseGCCAtomics 1
#define mxUsePOSIXThreads 1
#define mxUseDefaultAbort 1
#define mxUseDefaultBuildKeys 1
#define mxUseDefaultChunkAllocation 1
#define mxUseDefaultMachinePlatform 1
#define mxUseDefaultParseScript 1
#define mxUseDefaultQueuePromiseJobs 1
#define mxUseDefaultSharedChunks 1
#define mxUseDefaultSlotAllocation 1

#endif
