/** Makes the TLS core a class of JavaScript (native.js). XS may move buffers when it makes memory, so none is kept past a call. */
#include "xsmc.h"
#include "xsHost.h"

#include "tls-core.h"

void xs_tls_destructor(void *data)
{
	tls_free(data);
}

/** The connection, or NULL when it is not open. */
static TlsCore *core_of(xsMachine *the)
{
	return xsmcGetHostDataValidate(xsThis, xs_tls_destructor);
}

/** A byte buffer that may be undefined: then its length is 0. */
static void get_optional(xsMachine *the, xsSlot *slot, void **bytes, xsUnsignedValue *length)
{
	*bytes = NULL;
	*length = 0;
	if (xsmcTypeOf(*slot) != xsUndefinedType)
		xsmcGetBufferReadable(*slot, bytes, length);
}

void xs_tls_open(xsMachine *the)
{
	if (core_of(the) != NULL)
		xsUnknownError("TLS: open already");
	char host[TLS_HOST_MAX + 2];
	xsmcToStringBuffer(xsArg(0), host, sizeof host);
	const int64_t now = (int64_t)xsmcToNumber(xsArg(2));
	void *roots, *session, *certificate, *key;
	xsUnsignedValue roots_length, session_length, certificate_length, key_length;
	get_optional(the, &xsArg(1), &roots, &roots_length);
	get_optional(the, &xsArg(3), &session, &session_length);
	get_optional(the, &xsArg(4), &certificate, &certificate_length);
	get_optional(the, &xsArg(5), &key, &key_length);
	const TlsOptions options = {
		.host = host,
		.roots = roots,
		.roots_length = roots_length,
		.now = now,
		.session = session,
		.session_length = session_length,
		.certificate = certificate,
		.certificate_length = certificate_length,
		.key = key,
		.key_length = key_length,
	};
	TlsCore *core;
	const TlsReason reason = tls_open(&core, &options);
	xsmcSetHostData(xsThis, core);
	xsmcSetInteger(xsResult, (int)reason);
}

void xs_tls_close(xsMachine *the)
{
	TlsCore *core = core_of(the);
	xsmcSetHostData(xsThis, NULL);
	tls_free(core);
}

void xs_tls_shut(xsMachine *the)
{
	TlsCore *core = core_of(the);
	if (core != NULL)
		tls_close(core);
}

void xs_tls_receive(xsMachine *the)
{
	TlsCore *core = core_of(the);
	const int from = xsmcToInteger(xsArg(1));
	const int to = xsmcToInteger(xsArg(2));
	void *bytes;
	xsUnsignedValue length;
	xsmcGetBufferReadable(xsArg(0), &bytes, &length);
	if (from < 0 || to < from || (xsUnsignedValue)to > length)
		xsRangeError("TLS: not within the buffer");
	const size_t taken = core != NULL ? tls_receive(core, (const uint8_t *)bytes + from, (size_t)(to - from)) : 0;
	xsmcSetInteger(xsResult, (int)taken);
}

void xs_tls_send(xsMachine *the)
{
	TlsCore *core = core_of(the);
	const int most = xsmcToInteger(xsArg(1));
	void *bytes;
	xsUnsignedValue length;
	xsmcGetBufferWritable(xsArg(0), &bytes, &length);
	if (most >= 0 && (xsUnsignedValue)most < length)
		length = (xsUnsignedValue)most;
	xsmcSetInteger(xsResult, core != NULL ? (int)tls_send(core, bytes, length) : 0);
}

void xs_tls_read(xsMachine *the)
{
	TlsCore *core = core_of(the);
	void *bytes;
	xsUnsignedValue length;
	xsmcGetBufferWritable(xsArg(0), &bytes, &length);
	xsmcSetInteger(xsResult, core != NULL ? (int)tls_read(core, bytes, length) : 0);
}

void xs_tls_write(xsMachine *the)
{
	TlsCore *core = core_of(the);
	const int from = xsmcToInteger(xsArg(1));
	const int to = xsmcToInteger(xsArg(2));
	void *bytes;
	xsUnsignedValue length;
	xsmcGetBufferReadable(xsArg(0), &bytes, &length);
	if (from < 0 || to < from || (xsUnsignedValue)to > length)
		xsRangeError("TLS: not within the buffer");
	xsmcSetBoolean(xsResult, core != NULL && tls_write(core, (const uint8_t *)bytes + from, (size_t)(to - from)));
}

void xs_tls_save(xsMachine *the)
{
	TlsCore *core = core_of(the);
	void *bytes;
	xsUnsignedValue length;
	xsmcGetBufferWritable(xsArg(0), &bytes, &length);
	xsmcSetInteger(xsResult, core != NULL ? (int)tls_save(core, bytes, length) : 0);
}

void xs_tls_get_hasSession(xsMachine *the)
{
	const TlsCore *core = core_of(the);
	xsmcSetBoolean(xsResult, core != NULL && tls_has_session(core));
}

void xs_tls_get_phase(xsMachine *the)
{
	const TlsCore *core = core_of(the);
	xsmcSetInteger(xsResult, core != NULL ? (int)tls_phase(core) : (int)TLS_ENDED);
}

void xs_tls_get_reason(xsMachine *the)
{
	const TlsCore *core = core_of(the);
	xsmcSetInteger(xsResult, core != NULL ? (int)tls_reason(core) : (int)TLS_LOCAL);
}

void xs_tls_get_detail(xsMachine *the)
{
	const TlsCore *core = core_of(the);
	xsmcSetInteger(xsResult, core != NULL ? tls_detail(core) : 0);
}

void xs_tls_get_pending(xsMachine *the)
{
	const TlsCore *core = core_of(the);
	xsmcSetInteger(xsResult, core != NULL ? (int)tls_pending(core) : 0);
}

void xs_tls_get_readable(xsMachine *the)
{
	const TlsCore *core = core_of(the);
	xsmcSetInteger(xsResult, core != NULL ? (int)tls_readable(core) : 0);
}

void xs_tls_get_writable(xsMachine *the)
{
	const TlsCore *core = core_of(the);
	xsmcSetInteger(xsResult, core != NULL ? (int)tls_writable(core) : 0);
}

void xs_tls_get_resumed(xsMachine *the)
{
	const TlsCore *core = core_of(the);
	xsmcSetBoolean(xsResult, core != NULL && tls_resumed(core));
}
