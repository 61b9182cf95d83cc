"""The dtypes of the DataFrames that this package makes."""

import pandas as pd

# The python storage, so that dtypes do not depend on whether pyarrow is installed.
TEXT = pd.StringDtype("python")
