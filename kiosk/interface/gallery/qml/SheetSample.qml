// A sheet with nothing on it.
import Pishkhan.Components

Sheet {}
