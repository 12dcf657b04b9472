#ifndef CTERMINAL_H
#define CTERMINAL_H

/// Puts the terminal at `input` into raw mode and writes `enter` to `output`. The modes of before come back and
/// `leave` is written by `cterminal_leave`, and also when a signal ends the process or a crash does (a stack
/// that runs over on another thread than the one that entered is not caught).
///
/// - Returns: The read end of a pipe in which one byte says what happened: 'w' the size changed, 'z' somebody
///   wants to suspend, 'c' the process goes on, and what `cterminal_wake` says; -1 when that is no terminal. The pipe
///   is the same each time.
int cterminal_enter(int input, int output, const char *enter, const char *leave);

/// Gives the terminal back; nothing when it was not taken.
void cterminal_leave(void);

/// Gives the terminal back, stops the process as Ctrl-Z would, and takes the terminal again once it goes on.
void cterminal_suspend(void);

/// Takes the terminal again after somebody else had it.
void cterminal_retake(void);

/// Puts a byte into the pipe, from any thread.
void cterminal_wake(char what);

#endif
