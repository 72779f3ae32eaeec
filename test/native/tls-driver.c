/**
 * The TLS core on a real socket, for the tests: connects, says one thing once the server is verified, and tells how it went.
 *
 *   tls-driver PORT HOST CA_FILE [now=SECONDS] [timeout=MS] [chunk=BYTES] [session=FILE] [say=TEXT] [expect=BYTES] [lengths=N]
 *              [certificate=FILE] [key=FILE]
 *
 * CA_FILE has certificates in DER, one behind the other; "-": the built-in roots. Each read from the socket is of `chunk` bytes at
 * most. FILE is read when it exists, and the session is written there in the end. It waits for `expect` bytes of plaintext. With
 * `lengths` it says packets of 1 to N bytes as well, and one as long as can be. The client certificate's files are DER as well, the key's
 * as PKCS #8, PKCS #1 or SEC 1. On standard output: one line of JSON.
 * Exit code 0 however it went; 2 when it could not even begin.
 */
#define _GNU_SOURCE
#include "tls-driver-arguments.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct {
	TlsCore *core;
	int socket;
	size_t received;
	bool opened;
	bool said;
	/** The stream from the server has ended. */
	bool cut;
	bool late;
	uint8_t in[CHUNK_MAX];
	size_t in_length;
} Run;

static void write_file(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	if (file == NULL)
		return;
	fwrite(bytes, 1, length, file);
	fclose(file);
}

static int connect_to(int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	const int handle = socket(AF_INET, SOCK_STREAM, 0);
	if (handle >= 0 && connect(handle, (struct sockaddr *)&address, sizeof address) == 0)
		return handle;
	if (handle >= 0)
		close(handle);
	return -1;
}

static void flush(Run *run)
{
	uint8_t out[TLS_OUT_SIZE];
	size_t length;
	while ((length = tls_send(run->core, out, sizeof out)) > 0) {
		if (send(run->socket, out, length, MSG_NOSIGNAL) != (ssize_t)length)
			run->cut = true;
	}
}

/** Gives the core what has arrived and takes its plaintext, until neither moves. */
static void pump(Run *run)
{
	uint8_t plain[512];
	size_t moved = 1;
	while (moved > 0) {
		moved = tls_receive(run->core, run->in, run->in_length);
		run->in_length -= moved;
		memmove(run->in, run->in + moved, run->in_length);
		const size_t length = tls_read(run->core, plain, sizeof plain);
		run->received += length;
		moved += length;
		flush(run);
	}
}

static void read_socket(Run *run, const Arguments *arguments, int left)
{
	struct pollfd wait = {.fd = run->socket, .events = POLLIN};
	if (poll(&wait, 1, left) <= 0) {
		run->late = true;
		return;
	}
	const ssize_t length = recv(run->socket, run->in, arguments->chunk, 0);
	if (length <= 0)
		run->cut = true;
	else
		run->in_length = (size_t)length;
}

/** Says it, in one piece of one record, or it is a defect. */
static void say(Run *run, const void *text, size_t length)
{
	uint8_t record[TLS_OUT_SIZE];
	const size_t before = tls_pending(run->core);
	run->said = tls_write(run->core, text, length);
	const size_t added = tls_pending(run->core) - before;
	if (!run->said || added < length + 5 || added > length + TLS_OVERHEAD)
		abort();
	const size_t sent = tls_send(run->core, record, sizeof record);
	const uint8_t *head = record + sent - added;
	if (head[0] != 23 || ((size_t)head[3] << 8 | head[4]) != added - 5)
		abort();
	if (send(run->socket, record, sent, MSG_NOSIGNAL) != (ssize_t)sent)
		run->cut = true;
}

static void say_all(Run *run, const Arguments *arguments)
{
	static uint8_t packet[TLS_PACKET_MAX];
	say(run, arguments->say, strlen(arguments->say));
	for (size_t length = 1; length <= arguments->lengths; length++)
		say(run, packet, length);
	if (arguments->lengths > 0)
		say(run, packet, tls_writable(run->core));
}

static int milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int)(now.tv_sec % 1000000 * 1000 + now.tv_nsec / 1000000);
}

static void run_to_end(Run *run, const Arguments *arguments)
{
	const int end = milliseconds() + arguments->timeout;
	/* The core must refuse what comes before the server is verified. */
	if (tls_write(run->core, (const uint8_t *)"early", 5) || tls_writable(run->core) > 0)
		abort();
	flush(run);
	while (!run->cut && !run->late && tls_phase(run->core) != TLS_ENDED) {
		const int left = end - milliseconds();
		read_socket(run, arguments, left > 0 ? left : 0);
		pump(run);
		if (tls_phase(run->core) != TLS_OPEN)
			continue;
		run->opened = true;
		if (!run->said && arguments->say != NULL)
			say_all(run, arguments);
		if (run->received >= arguments->expect)
			break;
	}
}

static void report(Run *run, const Arguments *arguments)
{
	TlsReason reason = tls_reason(run->core);
	if (reason == TLS_NONE && run->cut)
		reason = TLS_CLOSED;
	const bool resumed = tls_resumed(run->core);
	uint8_t saved[TLS_SESSION_MAX];
	const size_t length = tls_save(run->core, saved, sizeof saved);
	if (arguments->session_file != NULL && length > 0)
		write_file(arguments->session_file, saved, length);
	printf("{\"opened\":%s,\"reason\":%d,\"detail\":%d,\"late\":%s,\"resumed\":%s,\"received\":%zu,\"session\":%zu}\n",
		run->opened ? "true" : "false", (int)reason, tls_detail(run->core), run->late ? "true" : "false",
		resumed ? "true" : "false", run->received, length);
	tls_close(run->core);
	flush(run);
}

int main(int count, char **words)
{
	static Run run;
	Arguments arguments;
	if (!take_arguments(&arguments, count, words)) {
		fprintf(stderr, "usage: see the head of tls-driver.c\n");
		return 2;
	}
	const TlsReason reason = tls_open(&run.core, &arguments.tls);
	forget_key(&arguments);
	if (reason != TLS_NONE) {
		printf("{\"opened\":false,\"reason\":%d,\"detail\":0,\"late\":false,\"resumed\":false,\"received\":0,\"session\":0}\n",
			(int)reason);
		return 0;
	}
	run.socket = connect_to(arguments.port);
	if (run.socket < 0)
		return 2;
	run_to_end(&run, &arguments);
	report(&run, &arguments);
	tls_free(run.core);
	close(run.socket);
	return 0;
}
