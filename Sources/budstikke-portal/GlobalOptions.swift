import ServiceCommands

typealias GlobalOptions = ConfigurationOptions<PortalProgram>
