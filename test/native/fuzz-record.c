/**
 * Records what a server says to the client of the fuzzer, an input for each of the two targets:
 * `fuzz-record PORT ROOT_DER HANDSHAKE_FILE SESSION_FILE`. It is for whoever renews the corpus, and built as a target
 * is, with its own main.
 */
#include "fuzz-common.h"
#include "tls-core.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static uint8_t record[65536];
static uint8_t session[TLS_SESSION_MAX + 1];

static void write_file(const char *path, const uint8_t *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	if (file == NULL)
		exit(2);
	fwrite(bytes, 1, length, file);
	fclose(file);
}

static size_t read_root(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		exit(2);
	const size_t length = fread(record + 3, 1, 4096, file);
	fclose(file);
	record[1] = (uint8_t)(length >> 8);
	record[2] = (uint8_t)length;
	return length;
}

static int connect_to(int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	const int handle = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(handle, (struct sockaddr *)&address, sizeof address) != 0)
		exit(2);
	return handle;
}

static void flush(TlsCore *core, int handle)
{
	uint8_t out[TLS_OUT_SIZE];
	size_t length;
	while ((length = tls_send(core, out, sizeof out)) > 0) {
		if (send(handle, out, length, MSG_NOSIGNAL) < 0)
			exit(2);
	}
}

int main(int count, char **words)
{
	if (count != 5)
		return 2;
	const size_t root = read_root(words[2]);
	size_t end = 3 + root;
	fuzz_reset();
	const TlsOptions options = {.host = "localhost", .roots = record + 3, .roots_length = root, .now = FUZZ_NOW};
	TlsCore *core;
	if (tls_open(&core, &options) != TLS_NONE)
		return 2;
	const int handle = connect_to(atoi(words[1]));
	bool said = false;
	uint8_t plain[64];
	while (tls_phase(core) != TLS_ENDED) {
		flush(core, handle);
		const ssize_t length = recv(handle, record + end, sizeof record - end, 0);
		if (length <= 0)
			break;
		(void)tls_receive(core, record + end, (size_t)length);
		end += (size_t)length;
		if (tls_phase(core) == TLS_OPEN && !said) {
			said = tls_write(core, (const uint8_t *)"hello\n", 6);
			const size_t saved = tls_save(core, session + 1, TLS_SESSION_MAX);
			write_file(words[4], session, saved + 1);
		}
		if (tls_read(core, plain, sizeof plain) > 0)
			break;
	}
	write_file(words[3], record, end);
	printf("phase %d, reason %d, %zu bytes\n", (int)tls_phase(core), (int)tls_reason(core), end);
	tls_free(core);
	close(handle);
	return 0;
}
