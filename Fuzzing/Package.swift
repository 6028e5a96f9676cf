// swift-tools-version: 6.2
import PackageDescription

// A package of its own, since every module in it is built to report which of its code an input reaches. Scripts/soak
// builds it; `Sources/budstikke-fuzz/Targets` are the fuzz targets that the ordinary tests replay kept inputs with.

let package = Package(
    name: "budstikke-fuzzing",
    products: [.executable(name: "budstikke-fuzz", targets: ["budstikke-fuzz"])],
    dependencies: [.package(name: "budstikke", path: "..")],
    targets: [
        .executableTarget(
            name: "budstikke-fuzz", dependencies: [.product(name: "BudstikkeParts", package: "budstikke")])
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets {
    target.swiftSettings = [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]
}
