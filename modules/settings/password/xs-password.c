/** Makes password-core.h an object of JavaScript (native.js). */
#include "xsmc.h"
#include "xsHost.h"

#include "password-core.h"

void xs_password_stretch(xsMachine *the);
void xs_password_random(xsMachine *the);

void xs_password_stretch(xsMachine *the)
{
	const xsIntegerValue iterations = xsmcToInteger(xsArg(2)); /* first: it may make memory, and then buffers move */
	void *password, *salt, *hash;
	xsUnsignedValue password_length, salt_length, hash_length;
	xsmcGetBufferReadable(xsArg(0), &password, &password_length);
	xsmcGetBufferReadable(xsArg(1), &salt, &salt_length);
	xsmcGetBufferWritable(xsArg(3), &hash, &hash_length);
	const bool fits = hash_length == PASSWORD_HASH && iterations >= 1;
	xsmcSetBoolean(xsResult,
		fits && password_stretch(password, password_length, salt, salt_length, (uint32_t)iterations, hash));
}

void xs_password_random(xsMachine *the)
{
	void *target;
	xsUnsignedValue length;
	xsmcGetBufferWritable(xsArg(0), &target, &length);
	xsmcSetBoolean(xsResult, password_random(target, length));
}
