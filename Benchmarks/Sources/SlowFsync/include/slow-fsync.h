/* Nothing is called by name: the library only takes the place of two functions of the C library. */
