/*
 * Stands before the C library's write (LD_PRELOAD), and tells each that goes to TCP over IPv4 in the file that FIELDFEED_WRITES names: a line with the connection's
 * own port and the number of bytes. What arrives elsewhere does not say how often somebody wrote.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The port of a TCP connection's own end; 0 for everything else. */
static int portOf(int file)
{
	struct sockaddr_in own;
	socklen_t size = sizeof(own);
	int type;
	socklen_t typeSize = sizeof(type);

	if (getsockopt(file, SOL_SOCKET, SO_TYPE, &type, &typeSize) != 0 || type != SOCK_STREAM) return 0;
	if (getsockname(file, (struct sockaddr *)&own, &size) != 0 || own.sin_family != AF_INET) return 0;
	return ntohs(own.sin_port);
}

static void tell(int port, ssize_t length)
{
	static int file = -1;
	const char *path = getenv("FIELDFEED_WRITES");
	char line[64];
	int size = snprintf(line, sizeof(line), "%d %zd\n", port, length);

	if (file < 0 && path) file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (file < 0 || syscall(SYS_write, file, line, size) != size) abort();
}

ssize_t write(int file, const void *bytes, size_t length)
{
	ssize_t written = syscall(SYS_write, file, bytes, length);
	int error = errno;
	int port = written > 0 ? portOf(file) : 0;

	if (port > 0) tell(port, written);
	errno = error;
	return written;
}
