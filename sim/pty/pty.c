/*
 * A pseudo-terminal for the simulated board's serial port. Writes the name of the terminal's side and a line end to standard output,
 * then carries bytes: standard input (the board) to the terminal, and what is typed there to standard output. Ends with its standard
 * input, or when nobody takes its standard output.
 *
 * Why this and not the package node-pty: that one runs a program on the terminal's side; of a bare pseudo-terminal it has only a call
 * that is not part of its public interface and that reads the terminal's side itself, and it takes python and node-gyp to build. This
 * takes a C compiler, as the XS engine does.
 *
 * It behaves as a real serial port does: raw, 115200 baud, opened and closed as often as anybody likes. What the board says while nobody
 * has the port open is dropped; so is what an open port's reader does not take in time. While nobody has it open, the other side is
 * hung up: reading gives EIO (Linux) or nothing (macOS), poll says POLLHUP at once, each time; so it is asked every DETACHED_MS
 * instead. Keeping the terminal's side open here would spare that, and hide whether anybody is there: whoever comes would first get
 * what the board said an hour ago.
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define CAPACITY 16384
#define DETACHED_MS 10

/* Bytes on their way in one direction. */
typedef struct {
	size_t used;
	unsigned char bytes[CAPACITY];
} Buffer;

static const char *name;

static int fail(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	return 1;
}

/* Makes the terminal raw, and takes away what its last user left unread. It keeps these modes while the other side is open. */
static int prepare(void)
{
	struct termios modes;
	int terminal = open(name, O_RDWR | O_NOCTTY);

	if (terminal < 0)
		return -1;
	if (tcgetattr(terminal, &modes) == 0) {
		modes.c_iflag = 0;
		modes.c_oflag = 0;
		modes.c_lflag = 0;
		modes.c_cflag &= ~(tcflag_t)(CSIZE | PARENB | CSTOPB);
		modes.c_cflag |= CS8 | CREAD | CLOCAL;
		modes.c_cc[VMIN] = 1;
		modes.c_cc[VTIME] = 0;
		(void)cfsetispeed(&modes, B115200);
		(void)cfsetospeed(&modes, B115200);
		(void)tcsetattr(terminal, TCSANOW, &modes);
	}
	(void)tcflush(terminal, TCIFLUSH);
	return close(terminal);
}

/* Reads as much as fits. -1 at the end, or when it failed for good; 0 when there was nothing. */
static int fill(Buffer *buffer, int from)
{
	ssize_t count;

	if (buffer->used == CAPACITY)
		return 0;
	count = read(from, buffer->bytes + buffer->used, CAPACITY - buffer->used);
	if (count > 0) {
		buffer->used += (size_t)count;
		return 1;
	}
	if (count < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	return -1;
}

/* Writes as much as is taken. -1 when it failed for good. */
static int drain(Buffer *buffer, int to)
{
	ssize_t count;

	if (buffer->used == 0)
		return 0;
	count = write(to, buffer->bytes, buffer->used);
	if (count < 0)
		return (errno == EAGAIN || errno == EINTR) ? 0 : -1;
	buffer->used -= (size_t)count;
	memmove(buffer->bytes, buffer->bytes + count, buffer->used);
	return 0;
}

/* The board must never wait: what the terminal has not taken when the buffer is full again is dropped. */
static int takeFromBoard(Buffer *buffer, int isAttached)
{
	if (!isAttached || buffer->used == CAPACITY)
		buffer->used = 0;
	if (fill(buffer, STDIN_FILENO) < 0)
		return -1;
	if (!isAttached)
		buffer->used = 0;
	return 0;
}

static int carry(int master)
{
	static Buffer fromBoard, toBoard;
	int isAttached = 0;

	for (;;) {
		struct pollfd waits[3] = {
			{ .fd = STDIN_FILENO, .events = POLLIN },
			{ .fd = STDOUT_FILENO, .events = toBoard.used ? POLLOUT : 0 },
			{ .fd = isAttached ? master : -1, .events = 0 },
		};
		struct pollfd now = { .fd = master, .events = POLLIN | POLLOUT };
		int isHere;

		if (toBoard.used < CAPACITY)
			waits[2].events |= POLLIN;
		if (fromBoard.used)
			waits[2].events |= POLLOUT;
		if (poll(waits, 3, isAttached ? -1 : DETACHED_MS) < 0 && errno != EINTR)
			return fail("poll");
		if (waits[1].revents & (POLLERR | POLLNVAL))
			return 0;

		if (poll(&now, 1, 0) < 0 && errno != EINTR)
			return fail("poll");
		isHere = !(now.revents & POLLHUP);
		/* Also what somebody wrote who has gone already. */
		while ((now.revents & POLLIN) && toBoard.used < CAPACITY && fill(&toBoard, master) > 0)
			;
		if (isAttached && !isHere && toBoard.used < CAPACITY)
			(void)prepare();
		isAttached = isHere;

		if ((waits[0].revents & (POLLIN | POLLHUP | POLLERR)) && takeFromBoard(&fromBoard, isAttached) < 0)
			return 0;
		if (isAttached && drain(&fromBoard, master) < 0)
			fromBoard.used = 0;
		if (drain(&toBoard, STDOUT_FILENO) < 0)
			return 0;
	}
}

static int unblock(int file)
{
	int flags = fcntl(file, F_GETFL);
	return (flags < 0) ? -1 : fcntl(file, F_SETFL, flags | O_NONBLOCK);
}

int main(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	(void)signal(SIGPIPE, SIG_IGN);
	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
		return fail("no pseudo-terminal");
	name = ptsname(master);
	if (!name || prepare() < 0)
		return fail("no terminal");
	if (unblock(master) < 0 || unblock(STDIN_FILENO) < 0 || unblock(STDOUT_FILENO) < 0)
		return fail("fcntl");
	if (dprintf(STDOUT_FILENO, "%s\n", name) < 0)
		return 1;
	return carry(master);
}
