import Commands
import Glibc

// A reader that leaves early is met as an error of the write, not as a signal.
signal(SIGPIPE, SIG_IGN)
exit(await Program(arguments: Array(CommandLine.arguments.dropFirst())).run().rawValue)
