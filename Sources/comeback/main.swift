import Commands
import Foundation

exit(CommandLineEntry.run(Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment))
