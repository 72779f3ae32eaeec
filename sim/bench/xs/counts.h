#ifndef FIELDFEED_COUNTS_H
#define FIELDFEED_COUNTS_H

/* Since the last collection nothing is given back: the difference of two is what was allocated in between. */
struct Counts {
	unsigned long slots; /* slots in use, garbage included */
	unsigned long chunks; /* bytes in use, garbage included */
};

void countsOf(void *machine, struct Counts *counts);
double meterOf(void *machine);
int collectionsOf(void *machine);

/* Collects garbage; bytes of chunks that are free then. */
long roomOf(void *machine);

/* How large the heap is, used or not: slots, and bytes of chunks. */
void sizeOf(void *machine, struct Counts *size);

/* Takes slots until so many are left. */
void fillSlots(void *machine, int left);

/* Runs a script, compiled as for a release: without the marks of lines that a debugger wants, which the meter would count. */
void runProgram(void *machine, char *source);

#endif
