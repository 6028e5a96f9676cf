import CMS
import XML
import MunicipalNode

@main struct Bench { static func main() { print("x") } }
