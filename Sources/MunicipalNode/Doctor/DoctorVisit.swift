import CommandOutcome
public import Foundation

extension Doctor {
    /// Seconds the stores may take to tell what they know.
    private static let patience = 5

    /// Asks the stores what they know, by the running server or here, and looks at everything.
    public static func visit(
        _ configuration: Configuration, environment: [String: String], now: Date
    ) async -> DoctorReport {
        guard FileStatus(configuration.dataDirectory)?.isDirectory == true else {
            // Opening the installation would make the directory: a doctor changes nothing.
            return await Doctor(
                configuration: configuration, now: now, serverRuns: false, facts: nil,
                factsRefusal: "The data directory is not there."
            ).examine()
        }
        var serverRuns = false
        var answer: Result<DoctorFacts.Reply, AdministrationError>
        do throws(AdministrationError) {
            let connection = try await AdministrationConnection.open(
                configuration, environment: environment, timeoutSeconds: patience)
            serverRuns = connection.isServed
            do throws(AdministrationError) {
                answer = .success(try await connection.perform(DoctorFacts()))
            } catch {
                answer = .failure(error)
            }
            await connection.close()
        } catch {
            answer = .failure(error)
        }
        return await Doctor(
            configuration: configuration, now: now, serverRuns: serverRuns, facts: try? answer.get(),
            factsRefusal: answer.refusal?.sentence
        ).examine()
    }
}

extension Result where Failure == AdministrationError {
    fileprivate var refusal: AdministrationError? {
        guard case .failure(let error) = self else { return nil }
        return error
    }
}
