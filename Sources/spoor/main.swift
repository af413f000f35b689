import Commands
import Glibc

// When the reader of the output leaves early, the write fails; no signal ends the program.
signal(SIGPIPE, SIG_IGN)
exit(await Program(arguments: Array(CommandLine.arguments.dropFirst())).run().rawValue)
