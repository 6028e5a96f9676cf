import ArgumentParser
import Commands
import Identifiers

/// Which tenant is meant.
struct TenantOption: ParsableArguments {
    @Option(help: "The tenant; not needed when there is only one.")
    var tenant: TenantID?
}
