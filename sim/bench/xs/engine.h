#ifndef FIELDFEED_ENGINE_H
#define FIELDFEED_ENGINE_H

/* What host.c takes of the engine, which is npm's or the SDK's. */
#ifdef FIELDFEED_SDK

#include "xs.h"

extern void fxInitializeSharedCluster(xsMachine *the);
extern void fxTerminateSharedCluster(void);
extern void fxRunPromiseJobs(void *the);

#define xsInitializeSharedCluster() fxInitializeSharedCluster(NULL)
#define xsTerminateSharedCluster() fxTerminateSharedCluster()
#define xsRunLoop(THE) fxRunPromiseJobs(THE)
#define abortOf(THE) 0
#define installMore(THE) ((void)(THE))

#else

#include "xsnap.h"

extern void modInstallTextDecoder(xsMachine *the);
extern void modInstallTextEncoder(xsMachine *the);

#define abortOf(THE) ((THE)->abortStatus)
#define installMore(THE) (modInstallTextDecoder(THE), modInstallTextEncoder(THE))

#endif

#endif
