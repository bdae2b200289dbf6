import './icons';
import './elements';
import './app';
import { recallSession } from './state/session';
import { followTheme } from './state/theme';
import { connectUploads } from './state/uploads';

followTheme();
connectUploads();
void recallSession();
