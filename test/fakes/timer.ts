/** The SDK's "timer" for tests in Node that run an adapter of net/: in real time. */
const Timer = {
	set: (callback: () => void, ms = 0): NodeJS.Timeout => setTimeout(callback, ms),
	clear: (timer: NodeJS.Timeout | undefined): void => clearTimeout(timer),
};
export default Timer;
