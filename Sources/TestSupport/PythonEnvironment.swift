import Foundation

/// The Python that Scripts/setup keeps beside the build, with what Tests/python-requirements.txt lists.
public enum PythonEnvironment {
    /// Path of its interpreter.
    public static let interpreter = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../.build-python/bin/python3").standardized.path
}
