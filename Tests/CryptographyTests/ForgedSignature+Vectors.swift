/// The forgeries.
extension ForgedSignature {
    /// Blocks that are almost right, signed with the real key.
    static let forgedBlocks = [
        ForgedSignature(
            "NULL parameters left out", .usual,
            "j92ZFfNgATQb5J/mg6GrARgK1pv38gcmdxN76OYH8ZYVykyWToG5OnYlmO+bMtx+Slykxd4RiQi9sHy7k+fJ1FS19+pXj1+6"
                + "sxT/YNad8DQtHhGzN2gIR5WdQDExyVf0ISXXnFcQUHi7g7kvmI9qE+xFLXd+wcou8BbbCGBpu28depZK6c52mu3847TrCOu/"
                + "+CqaPUxnRx2nKJYZloCqvpyG7G8PxuWeojZZSaTS5n/+vGtjml1oEQWB0BeGGb9V6B/Vnb6W+hnspcM2LEAQ1g8kykEWUTbE"
                + "8kd3VflZG0ubrttgIRQBwovQFeiwIqiSDM72ofykD2QqQLjJegKE2Q=="),
        ForgedSignature(
            "NULL with two bytes", .usual,
            "fr8WHaL3HCmwlStV2eST5zWaD3BVGOsHP6op+qB7oBK2VaDhhiq4AyKn7lQndylWzLtbJqvM/6RQbmNQ6DzgGW/uxv6eImlD"
                + "c9uZWERBCGjVDDR2PpxOqZkNv1c64nxxb4jcyw24+E0LRkHBWk/b4eVZeRlwryF02b8pV1wbHYeHMB5bX7XADWRWEoWcPv6c"
                + "7/+3+4o7Y+3X82GrGqDwOGueZUSP+3KBFndtUPAAXpxFKBVet11fTQdDz0jSw+Mj/dCmI++oihpjBB1p6UZyRjA/GXRzxI3b"
                + "oeuBCxVhtH/RUBJG31pYq2Lu0stLiAiXyGGnHc9W42vUwzy3ReBZow=="),
        ForgedSignature(
            "length in the long form", .usual,
            "MPVwL2cThUr2nKMauX8rLq2j22xiDrcSRznBYx7v/NGb/IIqeukVlbm/hfrvv0FLQAPng0f8gLlu1i15HkXTnS5ZJ54+swCn"
                + "nFaSfOS69Vuew6le3jxSzPl8UH5YNgyBMbdmTvBJYVKqhnHZdEmb6Tk29UQstQVGVQCAX+r+rnk3HT08YDnWy+sYmTbtHJlp"
                + "pHC/EGkTgkEqWGLvsSI6/bIPAo0VKxeoxbMxeLfabkwQ1ZwjRJ2M41x8jINCxs8G7arf/N0F0fjCWmBnp45b/qweatWjrjJb"
                + "5dhIFJ+54vZrvLcc1afRO9rSBeb0OYsEGO/Kz6fd4z4ST7FOU4eAMw=="),
        ForgedSignature(
            "length with a leading zero", .usual,
            "aJFqR6oQ/U8zOqho94S2d0+HBt24fNsEib0yLx1ipL2sqCGCiJw/FoRVgC+BnbJ/SWwgytx6LC15rRQn7hH6hdAUh21EQuKI"
                + "3ZLLg2qaiujElOZWm4y/qB2lTKMNUibMxcbgNPo94lsUfzmE+exSzfTN6NwDWLpvdBYpfp2WtLWALexQc28V7Xe+kB0YC2Dg"
                + "0gLVOb5prJO4AeIBOvHXk3QKhsbDtZEyFxFchREMTy+VMi0mitFgCGrA6tUQNxoW2rR4NJOz/mtyzdrKZHCQK5aRmpQBG/Kd"
                + "VcZDGhDwMHeDLlW64nd4vrhmk6vzynZrjHWOCpG5rEjfbB7hFKx6jQ=="),
        ForgedSignature(
            "indefinite length", .usual,
            "hJuu4/k5S5YX6/D11oXNYxeOq/Alen0PxUkngtzhP+oql2r/2KC8F9ISr/qi6Yj4nknXw2EBHi9r4w1oejyHqgtRQGOdZWcP"
                + "m5gpgTpDFGq27MfCYhNdJ/4EemWnIBwH2hvCtY40TGphI8xW+PzxTCitZVlpIy9W481BvaWx+CV+tRFCYJYAdO9qct6TYVrq"
                + "OcZzw5Jst2w+ZBcdzDThNKntKDqUveUO6QkePM8nwFG0ZEzpYMd6Xb0mMvFCTH5E6JpOwG5A+IEeSCCjXPewxlZAGr+FxP+e"
                + "C2fERLT97jProBi1yxzcbZqBcMrdTkjjj+e/iHIolYaKFTV0NEAeqQ=="),
        ForgedSignature(
            "bytes after the digest info", .usual,
            "lvaIiE3VChGbKMC0YvKDkeKBharzYTUEQX1SQSC2uOeEeECWGWJea2Rtq63wntLXPlkUQIQw5XF3UMbRqV1mOHAT2AlPEULU"
                + "oqBzBxFjwX43NinIIpxbzvL85IIQrs/wyIhVu790z3af22qL2TtpbfDv/17Jt5542jx5Y/CqOwALzpFs3ql/aMWhC78psq90"
                + "QlEno8tVkU7ly4ho2JlD1ICKDBndkTSOaB9qV/StJKjxgoVwWs0OsyJDx+3KqoGkeyunOb/fyC7IK1rt4u5x6i03GDEhE5w1"
                + "J3ZPab2BrLDvRlVz50iyizZnfsROpGLhHw96MzoPeZ8InQt0Or9vFQ=="),
        ForgedSignature(
            "bytes inside the sequence, after the digest", .usual,
            "UbzO4CZx0WsHpYCYOewmQWhJ/di9RfbPlNeq3hKU7wd3pvzdNYKeFohpTrPFDDP1MZ/T1OLsPsUnlmHyr7aUeRgySS0txmdH"
                + "22dpdo7rGBKJHhLpwRxzJD1EMLR9M3vOsHrFTFjOCcI2zBKaQ1QE64q57dLYdC2HsgIDPZjCZUjVONLzqkearer5eEHtbqVQ"
                + "+bTyCW8I2yG+JDYKuC3PkxoKvQb5yJs/j2lAMkGsPlUlE1rmaW/j6VW8LaEWws3IVJ9P3BTS4rPXIvokGUzoXkjW3ncUWkcE"
                + "HnRzK8p1TCu6WQ1cQAqN+KR9tzr8hRV4bSJz2jGFTlM2pNX6lcES7Q=="),
        ForgedSignature(
            "digest length one too many", .usual,
            "t4krz+67kL1dkTVC5tCmp3TcInl4MIZEotrh3wU5dPrFPj97Cf2obGQXMkov6Zq/UmIZjXm2SHhjOMjpFMOKQg5ZlFSkP5gY"
                + "5S7ZSQCuDSsaK4EjgxGGJPXUYXIO/fTJ9lVKT3nORbhY+g1Kq0rDqbK9xanfcSqlNC8IXXsLDlj8WNDrBqGromW9ppFrpeii"
                + "iuyv+E+NknDnbhF6c7Vh0Bwkqr1RNuQM82DbTBBkZzpjfRrmk/VxyQw3zUrJx+nrAuzhoIYND6ePy1j6OlwM5uAW38UAHHKB"
                + "JRlRgZ6LKg55kdJArVX3YxwqV8qalzpPhmJVfaXrYFce2tpESI4ThQ=="),
        ForgedSignature(
            "padding of eight bytes and garbage behind", .usual,
            "jjVPVAPy4QH1ne1I508kwH1X/21328Rk27YfB4TvZO148sMeFVbAO4UEzS8dlU+ttpX2kE3h53b6trfI29nR9jgAfobvSjqS"
                + "0+F4T/gOyMoIcJR83y11vZr0YUJ3J0HRc+HSh6WRwXyRXNxa9Au7Rh+oBe7tOizP389XZWuwJMKdUa0RILd3+eUMYsvb2Z0e"
                + "CPzmPfHScuzy12SoRzfLL1GSmdMo2PdSpMLKBS+J55y2ZjHaWGDjTcHEt176EJyf7japBCVrDm5XOo4CV35P1K2odUuS3qt2"
                + "TWJPIHGAaqNPqRzYdxB+Z/fpmwSA/Va5XFrTgUShp5GYIQU2D+2a0A=="),
        ForgedSignature(
            "block type 02", .usual,
            "cVKG5JPNq9QFZLjXLj+WJlIqnH9p4VZmPdkjROJeXB8WELqcK6Is3gQ+Yhjp53xweU506MoS1sFvO86oR/pPdOBfeTgaAHmB"
                + "InxFVoy4VGStmQnLyU/bVIu7EUMtT5wAB78wHAJJkVB5dCSRGcfJ84BkIRboN8PGBbVsw3agvxjJtQZrSSd+Zk9ciUC9laAV"
                + "PGxM6aRzITXMXrkQdQBGPM9O4HmqJOSHAPs+kKBKyF1NGVgMv9RqfWN9mlnsY5oDpKjUm4ASnwy29TlMu0ud6cGYhq5ehm+e"
                + "TAMVPf7saQz8ezVQGDNq3+JOxOJzG99pbFK3m3jxdEYM2hvZrZX4iA=="),
        ForgedSignature(
            "block type 00", .usual,
            "Jn2DUym4JgRIZEza//O+NziMmEeaTUP2aUiWM+Psc0OwruDaMe4XSqfsHViPYuVC6ogkJCE10rBtBhOfXmPPXPMg7yCVqmfz"
                + "sAkWVgpAE/fRi9szjLXNrMIIwUQy9B6wxU1p61Jb1ldYPT6TLPDTmffV+GVG6QZXs0mmrFdovJElErTKYOtwhX++qy3lei7B"
                + "5Cg+iduFb4OO3HusM7vbeE0adE0Iw2NlauugbIMvU1JvAIwXSeJuZNAJUOWfXnGoNBGVXNyMPffoX4EjyPpV1ND38wbU1Hhz"
                + "45XCkx1uy87RA2WONRvilF9JbSk6z1bkQHIrjEG3cUkT9jhdpJN+lA=="),
        ForgedSignature(
            "a byte of padding changed", .usual,
            "FOcKWw93qoZRXBaAhhNsDMfMMK7iVWm40m0ZKMAxd64JW+TQoTqMcqNZrrx2mqWyMUcftX4DYgcVTGFS3J1uJ48E+19BSFgW"
                + "NVAqbdzLk+gjHPb79X03/l410fq/A57+s2s+DsSlyLgKlrOSkVAzQDbR2eEpDGPhco+3EYm4wA+n5A0ejU8Y2Eoeimlwtcos"
                + "AyXZLxHOtJCXrZDAImPKn/tioSksQSKJP5nySZJjuJefOd8pYiMwfF76rZv2qBNdZXS4BB+KlLp+9AenWAGDHjIN/mStskzS"
                + "pA3M7dTD+7tTKipmAkLVJvJpt0xL4eT+SSwSBCoBcmmEyIIwLm3h1w=="),
        ForgedSignature(
            "padding begins with zero", .usual,
            "QSly/08DF6oeWjV+yXSy5KCyEzTdpE2ZV7a8gcEe1IMaQK/oaKTapR0iGKYBhjBLq/qqAcgQhl9TBfnZjpQwPqLdCGVqEWtI"
                + "XT9wypiD487werCUt5JgC0AFvitWfaeeoahk0oaskC/mf5KrcxIwK6dQYFUqe50jHG59yVfrBuCeD5GAnCwEbxK97U4ONm8g"
                + "QiHohrycT+PkOQoDF4GzZJ33gS+foeQOfZi2NTmDTkyFxaYogjAzD9nwkK/DehdynnAinYjctcWWB6JhpxWFjFmf+i0Y0+yg"
                + "6jBL8fdEPy28boOZDKnzEQWv9W8inKSQXHDXWwf/qyyLXDwqkcdJiw=="),
        ForgedSignature(
            "no zero after the padding", .usual,
            "cqo9jOQT+rgTI4IOMlVlzV2DmNEiU+mSVbF7fScfCRqczlN6rWxt+xoA/GiNh8DrmmTcO+dpQtJzi4WIGyEszuZck2+36tsc"
                + "p1sFfds0WgcVDss9BW8JBOqss34kaIyaOHM4x3CIexMIaos0dqlzyv2qT0kLAtTeIVl9FwWcjQPK7ZuwR7eA0rJm7p8pwt9I"
                + "imGQdvBzWSLi5suHSCWRQdHsZj2njgUVOp90c01yIJi2ywY519hXm7BFlABIKuYg016YGdPvM3iBwxA3n90lRNvpl9ucGqHd"
                + "2d7zNUuM2Ikq2oSlK78Zx2uoXLKPZQrhN7Odr066ayokJ5n1lSxYOQ=="),
        ForgedSignature(
            "SHA-1 named, SHA-256 inside", .usual,
            "Mg3ewFfJlndUlKtv+lBbjUBVYVHfQqtAshRPDrWuRjeWp2jBoa5G5C8/WbKMGL6fr8/gayjP5vW4wLo2gAjNFaPC0tAsHX6J"
                + "FoGh8DgjK/dB/PWvZM/PXfxXF28UG33QkkPjZwbcmiQSBnd9c2W0lB6qWlD1JDPnYTsKpOacXBPn5nYQUBYCDWInnfPMNcx+"
                + "ij5OQl2AQRxrA/cOeGkR6xkyB7LHwFeoc91HgD73k/0vE6aUStc/WgIWj1M1nDps4awZ1JJIKmBQ8jEyswT8deQoFa/1qPb4"
                + "eIFOhTVXEO+PY0oV+QGhQH2vHiK18K5d9yhW/DT3qdVrQPoNfCLiVw=="),
        ForgedSignature(
            "MD5 named", .usual,
            "YcappQQjY5pxzNFD8c2s3/+90y6jbaQqdkxHAFkzrcS8O2hmJ3jkjjsfuhbA8DkrLXyHLbhnf6d+QLASpobKqGVcbqmoNM7M"
                + "HWWAJpNRA2Yy6sY8TI8IRBwx1sONqJQaWrgl2+XAAXGJmQTvxrIPTGopZkTF6aW07ELoFDeiDPXLEkBrIcq+ZJmk5UUaqXea"
                + "HE6F0YHgTJnGdz0CHrydVjrqna+zEOR51ukBzcLAcoXwnDJniS17y6sovIYt1Gk9yi0BJcNimGFoyVz3cQkiGXcGc7CunNpm"
                + "HxVqyJJot/wvscrxWUrLctYNMzR0DSFbZdcgBPQeImtumHycyYTvXw=="),
        ForgedSignature(
            "the bare digest", .usual,
            "Gr4aKrJ4Ubn3AZkAKu4htbZG7YIpsVgp5jL6xRnCorAGoCzRd9sKAV4i2lhSfHotMbGKAs+glXtMDqkYuNker5ZsKSh+Hlil"
                + "tlKbv33vfOfad2qO2gnnqbAin07M6C3XCU0BR2d8isZd4fmsJz8TJnqZTRUW0QK+TH5xKmTUdSoYfe+jX2xLS0bxPBDFU0EQ"
                + "4myfPreP7C18IGcFKGByfzmLx2pFsiX7tNrX9LloIWoCWq+2kZRTsZtiQrt9whsOP9TODcv9P7YUTf5U9kSKx15hO7WBZpJ1"
                + "fgy8uFnWTxlXeKbPvmGK2c6MAw7BoifrZ+ztprrJNPvlDeWqRhOWjQ=="),
        ForgedSignature(
            "the bare digest with the prefix of SHA-512", .usual,
            "YZZLKq+59nycLnhHJqZt/6XzBwBN3VUFlbkf0jKyjrD+uhWx02+8yuPZZitVRrEQPd2dDGTX/xMRBauJuo8Kd57dbDNoa0o1"
                + "mwpwoOHn1lEdU9cJTl2DXWKFeowPhE6pB3rGyfhwnRHHK7zvZgZDkFbEhXy/mHLcjiRhLzgOLXsiMJE0y7L1UlbYTXISLBsN"
                + "CItG+zhoLtU8r5DNpBx4e4iaqmzqzCxa8gcOOkIkXxEL+3pPYnb796tugNpC4eguwtSyiO9EQ+sAhMpueVh89xPFi81LwYOU"
                + "yCJ0uwiK218hhCpQnoHsyIbwkjj5Q17mPv1ul1jTuIUr0YdopftkSQ=="),
        ForgedSignature(
            "another message", .usual,
            "T4uh0ZMJHKcbPK+VqpClLNzg3LhLlnwVaFOd8NMDUpvq88UDwB8yvbHT7mxCpaZidcXNgh/PYWrX6E6omiPCUuR+gODLQF/E"
                + "rpiZlNHjCPdZW2KglPNPWVZy8dwU95xEYj13jHlrt2BIMK7xbjiY4AJ7BKqzpvzJgQKqifv9jClwZ7U+mio9jRybAXdksLgN"
                + "95exttF6o2+H8QNl1wvuHmLKgvVLMYqmjnzPBiEHGJHwoI8BJY3As9cAyhIb18s+6FgN2bie9fS3uNn8XMb7tnLjxVlA85SR"
                + "YDw331W3a1BwGBaWi3JdSU5nIsUe3+3V4sVjhzFqQi9MKDNhSKrciA=="),
        ForgedSignature(
            "nothing but padding", .usual,
            "pUbvlM307qltyBv39kGyZTuQlYP7w7FPaX0/gP2y6VlpkpeJazZ+T8iR4nbQ+Ei6YmRourj5hT7J2UurxLAiqVEEVZXB+GNI"
                + "N/kjzlYMPqImeBEC8y5JKsb8lIaRJW7JMJqtytDsnyblVNOC6TUbczhnRLycOkRYGe1yF3dhiQ6zUaCdmy39YXTeXMG+aRyV"
                + "ID5u4QN8SCc2q/yoaw9W1lj+8gELGRgY7ExOTScD3yjAwDmum7Bq+AAc3CLKxfx03IFHOSLCjLeOBYlQbOi2KIkEi6yuT15u"
                + "rfULI5xAQBLtIh5fAXGNitsanHtsDp5hAkcZHHLG8Yhq4wmrlYkVxg=="),
        ForgedSignature(
            "digest length in the long form", .usual,
            "AAQhE9MYDHMZlohkxbQAzadsOG6C15bo1mRej5PWMz0hYYcmfeTtjyISmx4jg6tWIvBsdWLFpJSc35Hs2Vszd2GRiY2kQ81D"
                + "/8RQRB66vQ6Ae7brB9lQtemqsEyVsMhIXogTfjrpv/QQ2cPzh8hFfHSbUHSgVPCgcmZAT9XXEIHsHh+2uahfpnUL+LpK+bcL"
                + "4AdRmzI7Chtobq7snFBuUcP4N3BnDg7bCW+xZ4FX9IqfFcNuPfDEUhZ7WPJywzx9xOcWUY34yFylzASeujibdFXRFWmHjhfo"
                + "XofhDmQ4pPCIpiG63lhZeZp4bXJOdLh4B9Q62ffm0RqmpIBWdh/X5g=="),
        ForgedSignature(
            "digest as a constructed string", .usual,
            "aCzmeOhsWDDJKiRnIUjC8vqMlHI5Skqluw8N2+A8K53IFnavTIMu9RuZw7AJbxhuIhjVHFXPvnoNS4bkmZ7RDY1Zinv9mY8u"
                + "lQoXwDizKXhqQ4i+D74K+vxv3vHVRYK31SaVcxX72md7VdYYH/kkVm9MFy+RPNBN1bPi3OJZUbrNXw0Y7Drg8qVHRscxoDAY"
                + "Cy9lsFvnRio7Y7IxAb1QbeiLftlZ8i2CFZBRmZvD0B22P7linPUZS/JMmmFvUzA3bEczJ/X4by/lhIpo7UxUhUK5yck+ybpl"
                + "fhDocfDv6E5/LdA0L/Gf2/ZLcwhXkBDJyXS/Oc1CZtAvWzPLRF5PYQ=="),
        ForgedSignature(
            "a set for a sequence", .usual,
            "r1zBCTPvIsMTPHrvELfdmhF2WUOmdQOuoLGasA4aXfhX+GxUCBd144YhsQsZvNTp29MFtkNt2MDfbnL8gRebwkW+fx9kHwlN"
                + "uI2RlF+n139/W430y0umdYDsKSTk2uOhf5j4rdwNiL+v5hSObJgKsaMsaNclUOogLHzczZVGGmjvnL8uDVQ0UjhBpxmGO6Cc"
                + "1rADcQYQUAgBV+cf1bGWlWPfBVfOd+Z0zDoQsJRSM1frNulk96PgC9iVOwgDulSX7QbOpp0KSgXW7KmfYckX9soh/rHzlQsN"
                + "H9NDjtQwTraYLGlkD0DQ9CpL4iFsLPgyU5FbnSuPpaM712fsxPGX4w=="),
        ForgedSignature(
            "zero, exponent 65537", .usual,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="),
        ForgedSignature(
            "one, exponent 65537", .usual,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ=="),
        ForgedSignature(
            "the modulus taken away", .usual,
            "glxEA+AfCH/PB/hNb7+ccfK/sTKy7+G+zgRWHXX8k6Yi9+//AZsGBubkHC6SL2rE0jtCY+iwywYckzxtyqbRtkGfvYh9lEUG"
                + "ZZgkzQo33qIR/55LKwel4rwnXYySWeh/gFK0SHGy5TFZ9WGbrVWiH6n9tqj8PpHlTnnliS4zSbwpv9H9wz3wbxKPeaSC6oez"
                + "HUbvzY6O8EzsH5ZIqQtD5WvBXRNm+mwUPbEhczN602Sz5RTSNM9AfuZI1l+06j8+D62ruAoN2ewSJ7jjkjQa6HQbCmrNvSfv"
                + "pyHUmPqBW+sQpKFQL4sst9o512Awh6Ks/NWe7e6+bvU+cgnNLvzfig=="),
        ForgedSignature(
            "the modulus added", .usual,
            "9hBgcNuTmixKgqRf0f+nlnyMQzYjufe66me2udyjqaTJKGMc0QiKLkEVXArQrTPQXw5M8SAFhgAxRKOGqxQRM06Q3wcsFwHX"
                + "MFK4DSPW1yoQ9sjbWLM8nR1grnHA2R4OZ1a4ykDk2py14jb/r2VsIgehpMWtDGXmCdCOzYo2NndOZuc8Wxr1IYzAPc775em9"
                + "/wfxb0HZ8ObplQLJwZR+ZrCDpwAhX/AwBmsudftsVLrgzbT1QiLT66c03eiAcVLrqKODea2c9uNclhq1z+GlrnDcG7oZkuk2"
                + "d5vBTi79S9B4TCxebcsjvd9Eb7Xdqoiir1YMki0tnhtqN+Fqe74nKA=="),
    ]

    /// Found without a key, where the exponent is 3.
    static let keyless = [
        ForgedSignature(
            "cube root, short padding and garbage", .exponentThree,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMsv9SnrceQVYPXZ1IPUWQHWRdtN4JvLvY649x6Yhv+XkFT/B4D6f1YFln8IM"
                + "coKQ/jucoVOx+6wbCmyMyJaUNJJHmxWN3fZ1Ru1H8kAHUdkIpwDIXw=="),
        ForgedSignature(
            "cube root, one byte of padding", .exponentThree,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMsOGJIRZEYF78SXDzxU0PO4TifjO/U7WD4lFPrqy1H+Re4uB5fCJSgjjWkI2"
                + "aMYtauhSkL30XCF3l3J926xUcJEHwRVrmVshe+MfXPL0GzW5BTI4LQ=="),
        ForgedSignature(
            "cube root, no padding", .exponentThree,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKFPNc+TT9oVa0mXPhmaI0CzbPntKwz/K2tZoN2ESijxdOWdLwCIKQFtDHTS2"
                + "nS1CL0pSlL89yRDoQ7ZaQZBLj8pFEnRF9ujC0k5Qm69SjtwKby0PEA=="),
        ForgedSignature(
            "cube root of the last bytes", .exponentThree,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADnLSLuKJyJZE9oo"
                + "Kll+e7epgmsUXL3u5QEuRr85FOaxXKxZRpIzKXzJ3fScFo9JTk2iNQ=="),
        ForgedSignature(
            "zero", .exponentThree,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="),
        ForgedSignature(
            "one", .exponentThree,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ=="),
    ]
}
