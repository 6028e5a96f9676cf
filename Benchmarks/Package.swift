// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds the product has to build its benchmarks.

let package = Package(
    name: "budstikke-benchmarks",
    products: [
        .executable(name: "budstikke-bench", targets: ["budstikke-bench"]),
        .library(name: "SlowFsync", type: .dynamic, targets: ["SlowFsync"]),
    ],
    dependencies: [
        .package(name: "budstikke", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        // Loaded into servers to make their disk slow.
        .target(name: "SlowFsync"),
        .target(name: "CPinning"),
        .executableTarget(
            name: "budstikke-bench",
            dependencies: [
                "CPinning",
                .product(name: "BudstikkeParts", package: "budstikke"),
                .product(name: "budstikke", package: "budstikke"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .executable {
    target.swiftSettings = [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]
}
