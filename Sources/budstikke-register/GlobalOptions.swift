import ServiceCommands

typealias GlobalOptions = ConfigurationOptions<RegisterProgram>
